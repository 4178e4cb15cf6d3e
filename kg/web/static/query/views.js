// @ts-check
// What all views share: plugins of YASR, each drawn from the same result.

import { drawTable } from "./cells.js";
import { constant, knownOf } from "./columns.js";
import { make, number, say, settings } from "./page.js";

/** @typedef {import("./columns.js").Result} Result */

/** Returns the result that YASR holds, as rows; triples are rows of three columns. @param {any} yasr @returns {Result} */
export function resultOf(yasr) {
  yasr.polpros ??= new WeakMap();
  const kept = yasr.polpros.get(yasr.results);
  if (kept) return kept;
  const made = read(yasr.results);
  yasr.polpros.set(yasr.results, made);
  return made;
}

/** @param {any} results @returns {Result} */
function read(results) {
  if (/json/.test(results.getContentType() ?? "")) {
    // YASR's own reading fills in {{…}} of texts; they are shown as they are.
    const { head, results: found, boolean } = JSON.parse(results.getOriginalResponseAsString());
    if (boolean !== undefined) {
      return { columns: ["boolean"], rows: [{ boolean: { type: "literal", value: String(boolean) } }] };
    }
    return { columns: head.vars, rows: found.bindings };
  }
  const columns = ["subject", "predicate", "object"];
  const rows = (results.getStatements() ?? []).map((/** @type {any} */ quad) =>
    Object.fromEntries(columns.map((name) => [name, term(quad[name])])),
  );
  return { columns, rows };
}

/** @param {any} found a term of N3 */
function term(found) {
  if (found.termType === "NamedNode") return { type: "uri", value: found.value };
  if (found.termType === "BlankNode") return { type: "bnode", value: found.value };
  const made = { type: "literal", value: found.value, datatype: found.datatype?.value };
  return found.language ? { ...made, "xml:lang": found.language } : made;
}

/**
 * Registers a view: a plugin of YASR that draws a result into an element.
 * @param {any} Yasr @param {string} name
 * @param {(parent: HTMLElement, result: Result, yasr: any) => Promise<void> | void} draw
 * @param {() => void} [end] gives back what the drawing holds
 */
export function register(Yasr, name, draw, end) {
  class View {
    /** @param {any} yasr */
    constructor(yasr) {
      this.yasr = yasr;
      this.label = say(`view_${name}`);
      this.priority = name === "table" ? 10 : 1;
      this.hideFromSelection = true;
    }
    // A result that does not fit gets a sentence in its place, which says why.
    canHandleResults() {
      return Boolean(this.yasr.results);
    }
    async draw() {
      const parent = make("div", { class: `ask-view ask-view-${name}` });
      this.yasr.resultsEl.append(parent);
      await draw(parent, resultOf(this.yasr), this.yasr);
    }
    destroy() {
      end?.();
    }
  }
  Yasr.registerPlugin(name, View);
}

/** Adds a sentence. @param {HTMLElement} parent @param {string} text @param {string} [kind] */
export function sentence(parent, text, kind = "empty") {
  parent.append(make("p", { class: kind }, text));
}

/** Adds the table of what a picture shows. @param {HTMLElement} parent @param {Result} result @param {Record<string, string>} [headings] */
export async function equivalent(parent, result, headings) {
  const inside = make("div");
  const isDrawn = parent.querySelector(".ask-picture") !== null;
  parent.append(make("details", { class: "ask-same", open: !isDrawn }, make("summary", {}, say("same")), inside));
  await drawTable(inside, result, { name: say("same"), headings });
}

/**
 * Returns the rows of which enough is known for a picture, or null, after saying why there is none.
 * @param {HTMLElement} parent @param {Result} result
 */
export function enough(parent, result) {
  const { rows, left } = knownOf(result);
  for (const row of rows.length ? [] : left.slice(0, 1)) {
    const [known, total] = [Number(row.known?.value), Number(row.total?.value)];
    sentence(parent, say("little", { known, total, share: total ? Math.floor((100 * known) / total) : 0 }), "problem");
    return null;
  }
  if (left.length) sentence(parent, say("left_out", { rows: left.length }), "explanation");
  return { columns: result.columns, rows };
}

/** Adds what must be said of counts: unit, known of total, day, assessor, rule. @param {HTMLElement} parent @param {Result} result @param {string} unit */
export function explain(parent, result, unit) {
  const { least, most } = knownOf(result);
  const [known, total] = [constant(result, "known"), constant(result, "total")];
  const told = [say("unit", { unit })];
  if (known !== null && total !== null) told.push(say("known", { known: number(Number(known)), total: number(Number(total)) }));
  else if (least !== null && most !== null) told.push(say("known_range", { least: Math.floor(100 * least), most: Math.floor(100 * most) }));
  else told.push(say("unsaid"));
  told.push(say("as_of", { day: constant(result, "asOf") ?? settings.date }));
  for (const name of ["assessor", "rule"]) {
    const value = constant(result, name);
    if (value) told.push(say(name, { [name]: value }));
  }
  parent.append(make("p", { class: "explanation" }, told.join(" ")));
}

/** Returns a labelled choice of columns. @param {string} label @param {string[]} columns @param {string} chosen @param {(name: string) => void} changed @param {Record<string, string>} [shown] */
export function choice(label, columns, chosen, changed, shown = {}) {
  const select = make("select", { onchange: () => changed(select.value) },
    ...columns.map((name) => make("option", { value: name, selected: name === chosen }, shown[name] ?? name)));
  return make("label", { class: "ask-choice" }, label, " ", select);
}
