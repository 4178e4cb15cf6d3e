// @ts-check
// The network as a picture, drawn by Cytoscape from the list on the page, which stays.

import cytoscape from "/parts/cytoscape.js";

const dark = matchMedia("(prefers-color-scheme: dark)");
const still = matchMedia("(prefers-reduced-motion: reduce)");

/** @param {string} name */
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Nodes and lines, each once, as the list has them. */
function elements() {
  const found = new Map();
  for (const item of document.querySelectorAll(".members > li")) {
    const [whole, ...parts] = /** @type {HTMLElement[]} */ ([...item.querySelectorAll("[data-node]")]);
    for (const one of [whole, ...parts]) {
      const { node, kind } = one.dataset;
      const link = one.querySelector("a");
      const label = (link ?? one).textContent?.trim() ?? "";
      found.set(node, { data: { id: node, kind, label: label.length > 40 ? `${label.slice(0, 39)}…` : label, href: link?.getAttribute("href") } });
      if (one !== whole) {
        const source = whole.dataset.node;
        found.set(`${source}--${node}`, { data: { source, target: node } });
      }
    }
  }
  return [...found.values()];
}

function look() {
  const node = (/** @type {string} */ kind, /** @type {string} */ shape, /** @type {string} */ name) => ({
    selector: `node[kind = "${kind}"]`,
    style: { shape, "background-color": colour(`${name}-ground`), "border-color": colour(name) },
  });
  return [
    {
      selector: "node",
      style: {
        label: "data(label)", color: colour("--ink"), "font-size": 11, "text-wrap": "wrap", "text-max-width": 110,
        "text-valign": "bottom", "text-margin-y": 3, "border-width": 2, width: 18, height: 18,
        "text-background-color": colour("--ground"), "text-background-opacity": 0.8, "min-zoomed-font-size": 7,
      },
    },
    node("case", "round-rectangle", "--found"),
    node("person", "ellipse", "--assess"),
    node("article", "diamond", "--allege"),
    { selector: "edge", style: { width: 1, "line-color": colour("--quiet"), opacity: 0.55, "curve-style": "haystack" } },
    { selector: ".away", style: { opacity: 0.15 } },
    { selector: "node.here", style: { "border-color": colour("--focus"), "border-width": 4 } },
  ];
}

/** @param {HTMLElement} figure */
function draw(figure) {
  figure.hidden = false;
  const sheet = /** @type {HTMLElement} */ (figure.querySelector(".sheet"));
  const room = document.createElement("div");
  room.className = "room";
  room.setAttribute("role", "img");
  room.setAttribute("aria-label", figure.dataset.label ?? "");
  sheet.append(room);
  // Cytoscape puts one rule of style into the page, which no page here may do, unless it finds
  // that done; the rule is in pictures.css.
  const done = document.createElement("meta");
  done.id = "__________cytoscape_stylesheet";
  document.head.append(done);
  const graph = cytoscape({
    container: room,
    elements: elements(),
    style: look(),
    userZoomingEnabled: false, // a page scrolls; the two buttons enlarge
    minZoom: 0.1,
    maxZoom: 4,
    layout: { name: "cose", animate: false, randomize: true, nodeRepulsion: () => 12000, idealEdgeLength: () => 60, padding: 20 },
  });
  graph.on("tap", "node", (/** @type {any} */ event) => {
    const href = event.target.data("href");
    if (href) location.assign(href);
  });
  graph.on("mouseover", "node", (/** @type {any} */ event) => mark(graph, event.target.id()));
  graph.on("mouseout", "node", () => mark(graph, ""));
  zoom(figure, sheet, graph);
  for (const one of document.querySelectorAll(".members [data-node]")) {
    const { node } = /** @type {HTMLElement} */ (one).dataset;
    one.addEventListener("focusin", () => mark(graph, node ?? "", true));
    one.addEventListener("mouseenter", () => mark(graph, node ?? ""));
    one.addEventListener("focusout", () => mark(graph, ""));
    one.addEventListener("mouseleave", () => mark(graph, ""));
  }
  dark.addEventListener("change", () => graph.style(look()));
}

/** Marks a node and what it is joined to; none for an empty id. */
function mark(/** @type {any} */ graph, /** @type {string} */ id, move = false) {
  graph.elements().removeClass("away here");
  const node = id ? graph.getElementById(id) : graph.collection();
  if (node.empty()) return;
  graph.elements().not(node.closedNeighborhood()).addClass("away");
  node.addClass("here");
  if (move && graph.zoom() > 1) graph.animate({ center: { eles: node }, duration: still.matches ? 0 : 200 });
}

/** Two buttons, for hands and for keys. */
function zoom(/** @type {HTMLElement} */ figure, /** @type {HTMLElement} */ sheet, /** @type {any} */ graph) {
  const bar = document.createElement("div");
  bar.className = "zoom";
  for (const [sign, name, by] of /** @type {[string, string, number][]} */ ([["+", figure.dataset.in, 1.4], ["−", figure.dataset.out, 1 / 1.4]])) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = sign;
    button.setAttribute("aria-label", name);
    button.addEventListener("click", () =>
      graph.zoom({ level: graph.zoom() * by, renderedPosition: { x: sheet.clientWidth / 2, y: sheet.clientHeight / 2 } }));
    bar.append(button);
  }
  sheet.append(bar);
}

document.querySelectorAll("figure.network").forEach((one) => draw(/** @type {HTMLElement} */ (one)));
