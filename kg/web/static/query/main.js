// @ts-check
// The query page with scripts: YASGUI's editor and result holder around our own endpoint.
// Whatever is missing, the form that the server sent stays and works.

import { cancel, Problem } from "./ask.js";
import * as editor from "./editor.js";
import * as examples from "./examples.js";
import { script, sheet } from "./load.js";
import { announce, make, part, say, settings } from "./page.js";
import * as result from "./result.js";
import * as share from "./share.js";
import { fetchTerms } from "./terms.js";

async function begin() {
  await Promise.all([sheet("/parts/yasgui.css"), script("/parts/yasgui.js")]);
  const { Yasgui } = /** @type {any} */ (window);
  result.begin(Yasgui.Yasr, share.refresh);
  editor.begin(Yasgui.Yasqe, run);
  part("formats").remove();
  for (const name of ["bar", "private", "rules"]) part(name).hidden = false;
  part("form").addEventListener("submit", (/** @type {Event} */ event) => {
    event.preventDefault();
    run();
  });
  part("query").addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) run();
  });
  part("cancel").addEventListener("click", cancel);
  share.begin();
  editor.onChange(share.refresh);
  examples.begin(() => {
    forget();
    scrollTo({ top: 0 });
  });
  await Promise.all([fetchTerms(), examples.recognise()]);
  // `#map` at the end of a link has the query run and its answer shown as a map.
  const view = location.hash.slice(1);
  if (result.VIEWS.includes(view) && editor.text().trim()) {
    result.choose(view);
    await run();
  }
  document.documentElement.dataset.ready = "query";
}

async function run() {
  part("problem").hidden = true;
  announce("");
  try {
    await result.run(editor.text());
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    result.hide();
    announce("");
    tell(error.details);
  }
  share.refresh();
}

/** Takes away what was said of another query. */
function forget() {
  part("problem").hidden = true;
  result.hide();
  announce("");
  share.refresh();
}

/** Says why there is no answer: what, where, what to do, and which limits there are. @param {Record<string, any>} details */
function tell(details) {
  const known = settings.problems[String(details.type ?? "").split("#")[1]];
  const place = part("problem");
  place.replaceChildren(
    make("h2", { tabindex: "-1" }, known?.title ?? details.title),
    make("p", {}, make("code", { lang: details.type ? "en" : null }, details.detail)),
  );
  if (details.line) {
    editor.markWrong(details.line, details.column);
    place.append(make("p", {}, make("button", { type: "button", class: "lesser", onclick: () => editor.goTo(details.line, details.column) }, say("place", { line: details.line, column: details.column }))));
  }
  if (known) place.append(make("p", {}, known.mend));
  const links = [known ? make("a", { href: known.href }, say("more")) : null, details.limits ? make("a", { href: settings.limits }, say("limits")) : null];
  place.append(make("p", { class: "ask-links" }, ...links.filter(Boolean)));
  place.hidden = false;
  place.querySelector("h2").focus();
}

begin().catch((error) => {
  // Without the libraries, or in a browser too old for them, the plain form is all there is.
  console.warn(error);
});
