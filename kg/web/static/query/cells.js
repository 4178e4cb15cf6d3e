// @ts-check
// Values as people read them: IRIs by their label, with a link; tables with pages and an order.

import { ask } from "./ask.js";
import { numberOf, spanOf } from "./columns.js";
import { make, number, say, settings } from "./page.js";

/** @typedef {import("./columns.js").Term} Term */

const PAGE = 100;
const AT_ONCE = 400;
const SAFE = /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i;
/** @type {Map<string, Record<string, string>>} */
const known = new Map();

/** Adds labels that are known already. @param {{iri: string, label: Record<string, string>}[]} terms */
export function learn(terms) {
  for (const { iri, label } of terms) if (Object.keys(label).length) known.set(iri, label);
}

/** Returns once the labels of these IRIs are known, as far as there are any. @param {string[]} iris */
export async function labelled(iris) {
  const asked = [...new Set(iris)].filter((iri) => !known.has(iri) && SAFE.test(iri));
  for (let at = 0; at < asked.length; at += AT_ONCE) {
    const some = asked.slice(at, at + AT_ONCE);
    const answer = await ask(LABELS.replace("IRIS", some.map((iri) => `<${iri}>`).join(" ")), "application/json");
    for (const iri of some) known.set(iri, {});
    for (const row of (await answer.json()).results.bindings) {
      const labels = /** @type {Record<string, string>} */ (known.get(row.iri.value));
      if (labels) labels[row.label["xml:lang"] ?? ""] ??= row.label.value;
    }
  }
}

// The order in which other pages choose a label: preferred ones before others and titles.
const LABELS = `SELECT ?iri ?label {
  VALUES (?property ?rank) {
    (<http://www.w3.org/2004/02/skos/core#prefLabel> 1)
    (<http://www.w3.org/2000/01/rdf-schema#label> 2)
    (<http://purl.org/dc/terms/title> 3)
  }
  VALUES ?iri { IRIS }
  ?iri ?property ?label
} ORDER BY ?rank`;

/** Returns the best label of an IRI and its language, or null. @param {string} iri */
export function labelOf(iri) {
  const labels = known.get(iri) ?? {};
  const tags = Object.keys(labels).sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  return tags.length ? { text: labels[tags[0]], lang: tags[0] } : null;
}

/** @param {string} tag */
function rank(tag) {
  const at = settings.order.indexOf(tag.split("-")[0]);
  return at < 0 ? (tag === "" ? settings.order.length : settings.order.length + 1) : at;
}

/** Returns a value as plain text, for pictures. @param {Term | undefined} term */
export function plain(term) {
  if (!term) return "";
  if (term.type === "uri") return labelOf(term.value)?.text ?? short(term.value);
  return term.value;
}

/** @param {string} iri */
const short = (iri) => iri.replace(/^.*[/#](?=[^/#]+$)/, "") || iri;

/** Returns where a link to an IRI leads: our own pages for our own. @param {string} iri */
export function hrefOf(iri) {
  if (!iri.startsWith(settings.base)) return /^https?:\/\//.test(iri) ? { href: iri, outside: true } : null;
  const [document, fragment] = iri.slice(settings.base.length).split("#");
  const isRecord = /^(id|law)\//.test(document);
  if (!isRecord && !/^(ontology|vocab|shapes)$/.test(document)) return null;
  const path = document.split("/").map(encodeURIComponent).join("/");
  const lang = settings.lang === "en" ? "" : `?lang=${settings.lang}`;
  const anchor = fragment ? `#${encodeURIComponent(fragment)}` : "";
  return { href: `${isRecord ? "/page" : ""}/${path}${lang}${anchor}`, outside: false };
}

/** Returns a value as a node. @param {Term | undefined} term @param {boolean} [withIris] */
export function cell(term, withIris = false) {
  if (!term) return "";
  if (term.type !== "uri") return literal(term);
  const label = labelOf(term.value);
  const link = hrefOf(term.value);
  const text = label
    ? make("span", { lang: label.lang && label.lang !== settings.lang ? label.lang : null }, label.text)
    : term.value;
  const shown = link
    ? make("a", {
        href: link.href,
        title: label ? term.value : null,
        class: link.outside ? "outside" : null,
        rel: link.outside ? "noopener noreferrer nofollow" : null,
      }, text)
    : make("span", { title: term.value }, text);
  return withIris && label ? make("span", {}, shown, " ", make("code", { class: "iri" }, term.value)) : shown;
}

/** @param {Term} term */
function literal(term) {
  const lang = term["xml:lang"];
  if (lang && lang !== settings.lang) return make("span", { lang }, term.value);
  if (spanOf(term)) return make("span", { class: "date" }, term.value);
  const value = numberOf(term);
  return value === null ? term.value : make("span", { class: "number" }, Number.isInteger(value) ? term.value : number(value));
}

/**
 * Draws a table of a result into an element, a hundred rows at a time.
 * @param {HTMLElement} parent @param {import("./columns.js").Result} result
 * @param {{name?: string, headings?: Record<string, string>, iris?: boolean}} [options]
 */
export async function drawTable(parent, result, options = {}) {
  const state = { at: 0, order: "", down: false, iris: options.iris ?? false };
  let rows = result.rows;
  const body = make("tbody");
  const head = make("tr");
  const range = make("p", { class: "ask-range" });
  const bar = make("div", { class: "row" });
  const draw = async () => {
    const some = rows.slice(state.at, state.at + PAGE);
    await labelled(some.flatMap((row) => Object.values(row).filter((one) => one?.type === "uri").map((one) => one?.value ?? "")));
    body.replaceChildren(
      ...some.map((row) => make("tr", {}, ...result.columns.map((name) => make("td", {}, cell(row[name], state.iris))))),
    );
    head.replaceChildren(...result.columns.map(heading));
    const to = Math.min(state.at + PAGE, rows.length);
    range.textContent = rows.length > PAGE ? say("range", { from: state.at + 1, to, total: rows.length }) : "";
    previous.disabled = state.at === 0;
    next.disabled = to >= rows.length;
  };
  /** @param {number} by */
  const turn = async (by) => {
    state.at += by;
    await draw();
    (by > 0 && next.disabled ? previous : by < 0 && previous.disabled ? next : null)?.focus();
  };
  const previous = make("button", { type: "button", class: "lesser", onclick: () => turn(-PAGE) }, say("previous"));
  const next = make("button", { type: "button", class: "lesser", onclick: () => turn(PAGE) }, say("next"));
  /** @param {string} name */
  const heading = (name) => {
    const shown = options.headings?.[name] ?? name;
    const sorted = state.order === name ? (state.down ? "descending" : "ascending") : null;
    return make("th", { scope: "col", "aria-sort": sorted },
      make("button", { type: "button", class: "ask-sort", title: say("sort", { column: shown }), onclick: () => sort(name) },
        shown, make("span", { "aria-hidden": "true" }, sorted ? (state.down ? " ▼" : " ▲") : "")));
  };
  /** @param {string} name */
  const sort = async (name) => {
    state.down = state.order === name && !state.down;
    state.order = name;
    state.at = 0;
    if (result.rows.length <= 5000) {
      await labelled(result.rows.filter((row) => row[name]?.type === "uri").map((row) => row[name]?.value ?? ""));
    }
    rows = [...result.rows].sort((a, b) => compare(a[name], b[name]) * (state.down ? -1 : 1));
    await draw();
    const at = result.columns.indexOf(name);
    head.children[at]?.querySelector("button")?.focus();
  };
  if (result.rows.some((row) => Object.values(row).some((term) => term?.type === "uri"))) {
    const box = make("input", { type: "checkbox", onchange: () => { state.iris = box.checked; draw(); } });
    box.checked = state.iris;
    bar.append(make("label", { class: "ask-check" }, box, ` ${say("iris")}`));
  }
  const table = make("table", {}, make("thead", {}, head), body);
  parent.append(bar, range, make("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": options.name ?? say("view_table") }, table));
  if (rows.length > PAGE) parent.append(make("div", { class: "row" }, previous, next));
  await draw();
}

/** @param {Term | undefined} a @param {Term | undefined} b */
function compare(a, b) {
  if (!a || !b) return a ? -1 : b ? 1 : 0;
  const [x, y] = [numberOf(a) ?? spanOf(a)?.start, numberOf(b) ?? spanOf(b)?.start];
  if (x !== undefined && y !== undefined && x !== null && y !== null) return x - y;
  return plain(a).localeCompare(plain(b), settings.lang, { numeric: true });
}
