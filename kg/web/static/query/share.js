// @ts-check
// The query to be taken along: as a link, and as code.

import { codeOf, LANGUAGES } from "./code.js";
import { text } from "./editor.js";
import { isExample } from "./examples.js";
import { copy, make, part, say, settings } from "./page.js";
import { view } from "./result.js";

const SHORT = 2000;
let language = LANGUAGES[0].id;

/** Begins to show code and links, which are made when they are looked at. */
export function begin() {
  part("code").append(...code());
  part("share").append(make("div", { id: "_links" }));
  for (const name of ["code", "share"]) {
    part(name).hidden = false;
    part(name).addEventListener("toggle", refresh);
  }
}

/** Brings code and links up to the query that is written. */
export function refresh() {
  if (part("code").open) {
    part("code_text").textContent = codeOf(language, text(), `${location.origin}/sparql`);
    part("code_note").textContent = say(`code_note_${language}`);
  }
  if (part("share").open) part("links").replaceChildren(...links());
}

function code() {
  const select = make("select", { id: "_code_language", onchange: () => { language = select.value; refresh(); } },
    ...LANGUAGES.map(({ id, name }) => make("option", { value: id }, name)));
  const told = make("span", { role: "status", class: "explanation" });
  const shown = make("code", { id: "_code_text" });
  return [
    make("div", { class: "row" }, make("label", { for: "_code_language" }, say("code_language")), select,
      make("button", { type: "button", class: "lesser", onclick: async () => { told.textContent = await copy(shown.textContent, shown); } }, say("copy")), told),
    make("p", { id: "_code_note", class: "explanation" }),
    make("pre", { tabindex: "0", role: "region", "aria-label": say("code") }, shown),
  ];
}

function links() {
  const query = text();
  const example = isExample(query);
  const lang = settings.lang === "en" ? [] : [["lang", settings.lang]];
  const graphs = [...part("form").querySelectorAll('[name$="-graph-uri"]')].map((field) => [field.name, field.value]);
  const own = example ? [["example", example.name]] : [["edit", query]];
  const edit = `${location.origin}/sparql?${new URLSearchParams([...own, ...graphs, ...lang])}`;
  const table = `${location.origin}/sparql?${new URLSearchParams([["query", query], ["format", "html"], ...graphs, ...lang])}`;
  const made = [
    [say("share_edit"), edit],
    [say("share_run", { view: say(`view_${view()}`) }), `${edit}#${view()}`],
    [say("share_table"), table],
  ];
  const size = Math.max(...made.map(([, address]) => address.length));
  const notes = [make("p", { class: "explanation" }, say("share_note"))];
  if (size > settings.longest) return [make("p", { class: "problem" }, say("share_too_long", { size })), ...notes];
  if (size > SHORT) notes.unshift(make("p", { class: "explanation" }, say("share_long", { size })));
  return [...made.map(([name, address]) => line(name, address)), ...notes];
}

/** @param {string} name @param {string} address */
function line(name, address) {
  const told = make("span", { role: "status", class: "explanation" });
  const field = make("input", { type: "text", readonly: true, value: address, onfocus: () => field.select() });
  return make("div", { class: "row ask-link" }, make("label", {}, name, field),
    make("button", { type: "button", class: "lesser", "aria-label": `${say("copy")}: ${name}`, onclick: async () => { told.textContent = await copy(address, field); } }, say("copy")), told);
}
