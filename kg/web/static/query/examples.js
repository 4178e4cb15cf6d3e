// @ts-check
// The example questions: found by words in either language, and put into the editor.

import { make, part, say, settings } from "./page.js";
import { text, write, focus } from "./editor.js";

/** @typedef {{name: string, title: Record<string, string>, note: string, params: Record<string, string>, query: string}} Example */

/** @type {Promise<Example[]> | null} */
let examples = null;
/** The example that is in the editor, as long as it is unchanged. @type {Example | null} */
let chosen = null;

const every = () => (examples ??= fetch("/sparql/examples.json").then(async (answer) => (answer.ok ? (await answer.json()).examples : [])));

/** Returns the example that the query is, unchanged, or null. @param {string} query */
export const isExample = (query) => (chosen && chosen.query.trim() === query.trim() ? chosen : null);

/** Begins to filter and to choose. @param {() => void} put what is done after a choice */
export function begin(put) {
  const links = [...document.querySelectorAll("#_groups a")];
  if (!links.length) return;
  part("filter_row").hidden = false;
  part("filter").addEventListener("input", () => filter(links));
  // Enter would send the form of no one; the first question found is what is meant.
  part("filter").addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    /** @type {any} */ (links.find((link) => !link.closest("li")?.hidden))?.focus();
  });
  part("groups").addEventListener("click", async (/** @type {MouseEvent} */ event) => {
    const link = /** @type {HTMLElement} */ (event.target).closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    if (await choose(link.dataset.name ?? "")) put();
    else location.assign(link.href);
  });
}

/** @param {Element[]} links */
function filter(links) {
  const asked = part("filter").value.toLowerCase().replace(/ё/g, "е").split(/\s+/).filter(Boolean);
  for (const link of links) {
    const words = (/** @type {HTMLElement} */ (link).dataset.find ?? "").replace(/ё/g, "е");
    const item = /** @type {HTMLElement} */ (link.closest("li"));
    item.hidden = !asked.every((word) => words.includes(word));
  }
  for (const group of part("groups").children) {
    group.hidden = !group.querySelector("li:not([hidden])");
    if (asked.length) group.open = true;
  }
  const number = links.filter((link) => !link.closest("li")?.hidden).length;
  part("filter_found").textContent = asked.length ? say(number ? "found" : "found_none", { number }) : "";
}

/** Puts an example into the editor. Returns whether there is one with this name. @param {string} name */
export async function choose(name) {
  const found = (await every()).find((one) => one.name === name || one.name.startsWith(`${name}-`));
  if (!found) return false;
  write(found.query);
  tell(found);
  focus();
  return true;
}

/** Tells of the example that the query on the page is, if it is one. */
export async function recognise() {
  const query = text().trim();
  if (!query) return;
  const found = (await every()).find((one) => one.query.trim() === query);
  if (found) tell(found);
}

/** @param {Example} found */
function tell(found) {
  chosen = found;
  for (const link of document.querySelectorAll("#_groups a")) {
    const isHere = /** @type {HTMLElement} */ (link).dataset.name === found.name;
    if (isHere) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  const tag = settings.order.find((/** @type {string} */ one) => found.title[one]) ?? "en";
  part("chosen").replaceChildren(
    make("p", {}, make("span", { class: "label" }, `${say("chosen")}: `), make("span", { lang: tag === settings.lang ? null : tag }, found.title[tag])),
    make("p", { class: "explanation", lang: settings.lang === "en" ? null : "en" }, found.note),
    ...params(found),
  );
  part("chosen").hidden = false;
}

/** @param {Example} found */
function params(found) {
  const names = Object.keys(found.params);
  if (!names.length) return [];
  const now = { ...found.params };
  const told = make("span", { role: "status", class: "explanation" });
  const inputs = names.map((name) => make("input", { type: "text", value: now[name], spellcheck: "false" }));
  const apply = () => {
    let query = text();
    names.forEach((name, at) => {
      const next = inputs[at].value.trim();
      if (!next || next === now[name]) return;
      if (!query.includes(now[name])) told.textContent = say("param_gone");
      else {
        query = query.replaceAll(now[name], next);
        now[name] = next;
        told.textContent = "";
      }
    });
    if (query !== text()) write(query);
  };
  return [
    make("fieldset", { class: "ask-params" }, make("legend", {}, say("params")),
      ...names.map((name, at) => make("label", {}, name, " ", inputs[at])),
      make("button", { type: "button", class: "lesser", onclick: apply }, say("apply")), told),
  ];
}
