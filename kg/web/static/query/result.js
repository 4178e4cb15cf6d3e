// @ts-check
// The answer: held by YASR, shown by the view that is chosen, and given as a file.

import { ACCEPT, ask, Problem, whileWaiting } from "./ask.js";
import { drawTable } from "./cells.js";
import { drawChart, drawTimeline, endChart } from "./charts.js";
import { kindOfQuery } from "./code.js";
import { kindOf } from "./columns.js";
import { drawGraph, endGraph } from "./graph.js";
import { drawMap, endMap } from "./map.js";
import { announce, make, part, say, settings } from "./page.js";
import { register, resultOf, sentence } from "./views.js";

export const VIEWS = ["table", "chart", "map", "timeline", "graph", "raw"];
const LINES = 2000;
const FILES = {
  select: [["csv", "CSV"], ["tsv", "TSV"], ["json", "JSON"], ["xml", "XML"], ["spreadsheet", ""]],
  ask: [["json", "JSON"], ["xml", "XML"], ["csv", "CSV"], ["tsv", "TSV"]],
  graph: [["turtle", "Turtle"], ["ntriples", "N-Triples"], ["jsonld", "JSON-LD"], ["rdfxml", "RDF/XML"]],
};
const ENDINGS = { spreadsheet: "csv", turtle: "ttl", ntriples: "nt", rdfxml: "rdf" };

/** @type {any} */
let yasr = null;
/** The query whose answer is shown: files are of this one, not of what is in the editor now. */
let shown = "";

/** Makes the place where answers are shown. @param {any} Yasr @param {(view: string) => void} chosen */
export function begin(Yasr, chosen) {
  // Only ours: those of YASR speak English, point to another host and keep the last answer.
  Yasr.defaults.plugins = {};
  register(Yasr, "table", table);
  register(Yasr, "chart", drawChart, endChart);
  register(Yasr, "map", drawMap, endMap);
  register(Yasr, "timeline", drawTimeline, endChart);
  register(Yasr, "graph", drawGraph, endGraph);
  register(Yasr, "raw", raw);
  yasr = new Yasr(part("result"), { persistenceId: null, pluginOrder: VIEWS, defaultPlugin: "table" });
  yasr.headerEl.remove();
  for (const view of VIEWS) {
    const button = make("button", { type: "button", "data-view": view, "aria-pressed": "false", onclick: () => { choose(view); chosen(view); } }, say(`view_${view}`));
    part("views").append(button);
  }
  mark("table");
}

/** Returns the view that is chosen. */
export const view = () => yasr?.getSelectedPluginName() ?? "table";

/** Shows the answer in another way. @param {string} name */
export function choose(name) {
  mark(name);
  yasr.selectPlugin(name);
}

/** @param {string} name */
function mark(name) {
  for (const button of part("views").children) button.setAttribute("aria-pressed", String(button.dataset.view === name));
}

/** Runs a query and shows the answer. Throws `Problem` where there is none. @param {string} query */
export async function run(query) {
  const kind = kindOfQuery(query);
  const begun = performance.now();
  const answer = await whileWaiting(async (signal) => {
    const response = await ask(query, ACCEPT[kind], signal);
    return { ok: true, status: response.status, headers: response.headers, content: await response.text() };
  });
  if (!answer) return;
  const seconds = Math.round(performance.now() - begun) / 1000;
  shown = query;
  part("answer").hidden = false;
  part("views").hidden = kind === "ask";
  if (kind === "ask") choose("table");
  files(kind);
  try {
    yasr.setResponse(answer, seconds * 1000);
    announce(summary(resultOf(yasr), kind, seconds));
  } catch (error) {
    console.warn(error);
    announce(say("unreadable"));
  }
}

/** Hides the answer: it is that of another query. */
export function hide() {
  part("answer").hidden = true;
}

/** @param {import("./columns.js").Result} result @param {string} kind @param {number} seconds */
function summary(result, kind, seconds) {
  if (kind === "ask") return say(result.rows[0].boolean?.value === "true" ? "yes" : "no");
  if (!result.rows.length) return say("empty");
  return say(kind === "graph" ? "done_graph" : "done", { rows: result.rows.length, seconds });
}

/** @param {HTMLElement} parent @param {import("./columns.js").Result} result */
async function table(parent, result) {
  if (!result.rows.length) return sentence(parent, say("empty"));
  if (result.rows[0].boolean && result.columns.length === 1 && !result.rows[0].boolean.datatype) {
    return sentence(parent, say(result.rows[0].boolean.value === "true" ? "yes" : "no"), "lead");
  }
  await drawTable(parent, result);
  const bare = result.columns.filter((name) => kindOf(result, name) === "none");
  if (bare.length) sentence(parent, say("bare", { columns: bare.join(", ") }), "explanation");
}

/** @param {HTMLElement} parent @param {any} _ @param {any} holder */
function raw(parent, _, holder) {
  const text = holder.results.getOriginalResponseAsString();
  const type = holder.results.getContentType() ?? "";
  const lines = (/json/.test(type) ? JSON.stringify(JSON.parse(text), null, 1) : text).split("\n");
  parent.append(make("p", { class: "explanation" }, make("code", {}, type)));
  if (lines.length > LINES) sentence(parent, say("cut", { shown: LINES, total: lines.length }), "explanation");
  parent.append(make("pre", { tabindex: "0", class: "ask-raw", role: "region", "aria-label": say("view_raw") }, make("code", {}, lines.slice(0, LINES).join("\n"))));
}

/** @param {"select" | "ask" | "graph"} kind */
function files(kind) {
  const [title] = part("downloads").children;
  part("downloads").replaceChildren(
    title,
    ...FILES[kind].map(([format, name]) =>
      make("button", { type: "button", class: "lesser", "data-format": format, onclick: () => save(format) }, name || say("sheet"))),
  );
}

/** Saves the answer as a file. It is asked for by POST, so that no list of downloads holds the query. @param {string} format */
async function save(format) {
  announce(say("downloading"));
  try {
    const blob = await whileWaiting(async (signal) => (await ask(shown, "*/*", signal, format)).blob());
    if (!blob) return;
    const ending = /** @type {Record<string, string>} */ (ENDINGS)[format] ?? format;
    const name = `polpros-${settings.release}.${ending}`;
    const address = URL.createObjectURL(blob);
    make("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
    announce(say("downloaded", { name }));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    announce(`${error.details.title}. ${error.details.detail}`);
  }
}

