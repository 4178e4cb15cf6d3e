// @ts-check
// Links between things, drawn by Cytoscape.

import { hrefOf, labelled, plain } from "./cells.js";
import { linksOf } from "./columns.js";
import { colour, make, say } from "./page.js";
import { equivalent, sentence } from "./views.js";

const LINKS = 300;
const LETTERS = 30;
// Cytoscape would write a style sheet into the page, which our policy forbids; query.css has its rule.
const SHEET = "__________cytoscape_stylesheet";
/** @type {any} */
let drawn = null;

/** Gives back the drawing. */
export function endGraph() {
  drawn?.destroy();
  drawn = null;
}

/** @param {HTMLElement} parent @param {import("./columns.js").Result} result */
export async function drawGraph(parent, result) {
  const all = linksOf(result);
  if (!all) return sentence(parent, say("graph_no"));
  const links = all.slice(0, LINKS);
  const iris = links.flatMap(({ from, link, to }) => [from?.value, link?.value, to?.value]);
  await labelled(iris.filter((iri) => iri !== undefined));
  if (!document.getElementById(SHEET)) document.head.append(make("meta", { id: SHEET }));
  const { default: cytoscape } = await import(/** @type {any} */ ("/parts/cytoscape.js"));
  const nodes = new Map(links.flatMap(({ from, to }) => [from, to]).map((term) => [term?.value ?? "", term]));
  const box = make("div", { class: "ask-picture ask-graph", role: "img", "aria-label": say("graph_alt", { nodes: nodes.size, edges: links.length }) });
  parent.append(box);
  endGraph();
  drawn = cytoscape({
    container: box,
    elements: [
      ...[...nodes].map(([id, term]) => ({ data: { id, name: cut(plain(term)) } })),
      ...links.map(({ from, link, to }, at) => ({ data: { id: `link ${at}`, source: from?.value, target: to?.value, name: link ? cut(plain(link)) : "" } })),
    ],
    style: look(Boolean(links[0].link)),
    layout: { name: "cose", animate: false, randomize: false, idealEdgeLength: () => 70, padding: 20, numIter: Math.min(1000, Math.round(60_000 / nodes.size)) },
    // The wheel scrolls the page; the buttons and two fingers zoom.
    userZoomingEnabled: matchMedia("(pointer: coarse)").matches,
    maxZoom: 3,
  });
  const zoom = (/** @type {number} */ by) => drawn.zoom({ level: drawn.zoom() * by, renderedPosition: { x: box.clientWidth / 2, y: box.clientHeight / 2 } });
  const button = (/** @type {string} */ name, /** @type {() => void} */ done) => make("button", { type: "button", class: "lesser", onclick: done }, say(name));
  box.before(make("div", { class: "row" }, button("larger", () => zoom(1.5)), button("smaller", () => zoom(1 / 1.5)), button("whole", () => drawn.fit(undefined, 20))));
  drawn.on("tap", "node", (/** @type {any} */ event) => {
    const link = hrefOf(event.target.id());
    if (link && !link.outside) location.assign(link.href);
  });
  if (links.length < all.length) sentence(parent, say("first", { shown: links.length, total: all.length }), "explanation");
  const rows = links.map(({ from, link, to }) => ({ from, ...(link ? { link } : {}), to }));
  await equivalent(
    parent,
    { columns: links[0].link ? ["from", "link", "to"] : ["from", "to"], rows },
    { from: say("graph_from"), link: say("graph_link"), to: say("graph_to") },
  );
}

/** @param {string} text */
const cut = (text) => (text.length > LETTERS ? `${text.slice(0, LETTERS - 1)}…` : text);

/** @param {boolean} isDirected */
function look(isDirected) {
  const text = { label: "data(name)", color: colour("--ink"), "font-size": 11, "text-outline-color": colour("--ground"), "text-outline-width": 2, "min-zoomed-font-size": 7 };
  return [
    { selector: "node", style: { ...text, "background-color": colour("--found"), width: 16, height: 16, "text-valign": "bottom", "text-margin-y": 3, "text-wrap": "wrap", "text-max-width": 110 } },
    { selector: "edge", style: { ...text, "font-size": 9, color: colour("--quiet"), width: 1.2, "line-color": colour("--quiet"), "target-arrow-color": colour("--quiet"), "target-arrow-shape": isDirected ? "triangle" : "none", "curve-style": "bezier", "text-rotation": "autorotate" } },
  ];
}
