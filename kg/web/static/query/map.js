// @ts-check
// Numbers by region, on outlines that this server has: Leaflet without tiles and without markers.

import { labelled, labelOf } from "./cells.js";
import { apart, columnsOf, sums } from "./columns.js";
import { sheet } from "./load.js";
import { colour, make, number, say, settings } from "./page.js";
import { choice, enough, equivalent, explain, sentence } from "./views.js";

/** @typedef {import("./columns.js").Result} Result */

const XSD_DECIMAL = "http://www.w3.org/2001/XMLSchema#decimal";
const ROWS = " rows";
/** @type {any} */
let drawn = null;
/** @type {Promise<any> | null} */
let outlines = null;

/** Gives back the map. */
export function endMap() {
  drawn?.remove();
  drawn = null;
}

/** Returns the outlines of regions (GeoJSON), or null where this server has none. */
function regions() {
  outlines ??= fetch(settings.outlines)
    .then((answer) => (answer.ok && /json/.test(answer.headers.get("Content-Type") ?? "") ? answer.json() : null))
    .catch(() => null);
  return outlines;
}

/** @param {HTMLElement} parent @param {Result} result */
export async function drawMap(parent, result) {
  const shapes = await regions();
  if (!shapes) return sentence(parent, say("map_missing"));
  const places = await placesOf(shapes);
  const place = columnsOf(result, "iri", "text").find((name) => result.rows.some((row) => places(row[name])));
  if (!place) return sentence(parent, say("map_no"));
  const fit = enough(parent, result);
  if (!fit) return equivalent(parent, result);
  const numbers = [...columnsOf(result, "number"), ROWS];
  const column = apart(fit, place);
  const values = column ? valuesOf(fit, column) : [];
  const chosen = { number: numbers[0], value: values[0] };
  const inside = make("div");
  const again = async () => {
    endMap();
    inside.replaceChildren();
    const rows = column ? fit.rows.filter((row) => row[column]?.value === chosen.value) : fit.rows;
    await regionsDrawn(inside, shapes, { columns: fit.columns, rows }, place, chosen.number, places);
  };
  const choices = make("div", { class: "row" });
  if (numbers.length > 1) choices.append(choice(say("numbers_from"), numbers, chosen.number, (name) => { chosen.number = name; again(); }, { [ROWS]: say("rows_counted") }));
  if (column) choices.append(choice(`${column}:`, values, chosen.value, (value) => { chosen.value = value; again(); }));
  parent.append(choices);
  parent.append(inside);
  await again();
}

/** Returns the values of a column, the one with most rows first. @param {Result} result @param {string} column */
function valuesOf(result, column) {
  /** @type {Map<string, number>} */
  const rows = new Map();
  for (const row of result.rows) if (row[column]) rows.set(row[column].value, (rows.get(row[column].value) ?? 0) + 1);
  return [...rows].sort((a, b) => b[1] - a[1]).map(([value]) => value);
}

/** Returns what finds the place of a value: by its IRI, or by the name of a region. @param {any} shapes */
async function placesOf(shapes) {
  const iris = shapes.features.map((/** @type {any} */ one) => one.properties.iri).filter(Boolean);
  await labelled(iris);
  const byName = new Map();
  for (const { properties } of shapes.features) {
    const names = [...Object.values(properties.label ?? {}), labelOf(properties.iri)?.text];
    for (const name of names) if (name && properties.iri) byName.set(name, properties.iri);
  }
  for (const iri of iris) byName.set(iri, iri);
  return (/** @type {any} */ term) => (term ? byName.get(term.value) : undefined);
}

/** @param {HTMLElement} parent @param {any} shapes @param {Result} result @param {string} place @param {string} column @param {any} places */
async function regionsDrawn(parent, shapes, result, place, column, places) {
  const isRows = column === ROWS;
  const unit = isRows ? say("rows_counted") : column;
  const { found, rest } = sums(result, place, isRows ? null : column, places);
  const most = Math.max(...found.values(), 0);
  await sheet("/parts/leaflet.css");
  const L = await import(/** @type {any} */ ("/parts/leaflet.js"));
  const box = make("div", { class: "ask-picture ask-map", role: "application", "aria-label": say("map_alt", { number: unit, regions: found.size }) });
  parent.append(box);
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  drawn = L.map(box, { attributionControl: false, zoomControl: false, zoomSnap: 0.25, fadeAnimation: !still, zoomAnimation: !still, scrollWheelZoom: false });
  L.control.zoom({ zoomInTitle: say("larger"), zoomOutTitle: say("smaller") }).addTo(drawn);
  const layer = L.geoJSON(shapes, {
    style: (/** @type {any} */ { properties }) => style(found.get(properties.iri), most, properties.disputed),
    onEachFeature: (/** @type {any} */ shape, /** @type {any} */ one) => {
      const value = found.get(shape.properties.iri);
      const name = labelOf(shape.properties.iri)?.text ?? shape.properties.code ?? "";
      one.bindTooltip(make("span", {}, value === undefined ? name : `${name}: ${number(value)}`), { sticky: true });
    },
  }).addTo(drawn);
  const filled = layer.getLayers().filter((/** @type {any} */ one) => found.has(one.feature.properties.iri));
  const bounds = L.featureGroup(filled).getBounds();
  drawn.fitBounds(bounds.isValid() ? bounds : layer.getBounds(), { padding: [10, 10], animate: false });
  legend(parent, most, unit);
  if (shapes.features.some((/** @type {any} */ { properties }) => properties.disputed)) sentence(parent, say("map_dashed"), "explanation");
  if (found.size < result.rows.length - rest.length) sentence(parent, say("map_sum"), "explanation");
  if (rest.length) sentence(parent, say("map_rest", { names: rest.join(", ") }), "explanation");
  explain(parent, result, unit);
  const lang = settings.lang === "en" ? "" : `?lang=${settings.lang}`;
  parent.append(make("p", { class: "explanation" }, make("a", { href: `/map${lang}` }, say("map_borders"))));
  const rows = [...found].sort((a, b) => b[1] - a[1]).map(([iri, value]) => ({
    place: { type: "uri", value: iri },
    value: { type: "literal", value: String(value), datatype: XSD_DECIMAL },
  }));
  await equivalent(parent, { columns: ["place", "value"], rows }, { place, value: unit });
}

const STEPS = 5;

/** @param {number | undefined} value @param {number} most @param {boolean} isDisputed */
function style(value, most, isDisputed) {
  const step = value === undefined || most <= 0 ? 0 : stepOf(value, most);
  return { color: colour("--quiet"), weight: isDisputed ? 1.5 : 0.7, dashArray: isDisputed ? "4 3" : null, fillColor: step ? colour("--found") : colour("--raised"), fillOpacity: step ? 0.15 + (0.8 * step) / STEPS : 1 };
}

/** Returns 1 to 5: steps of equal width in the square root, as few regions have most. @param {number} value @param {number} most */
const stepOf = (value, most) => Math.min(STEPS, Math.max(1, Math.ceil(STEPS * Math.sqrt(Math.max(value, 0) / most))));

/** @param {HTMLElement} parent @param {number} most @param {string} unit */
function legend(parent, most, unit) {
  const list = make("ul", { class: "ask-legend", "aria-label": unit });
  for (let step = 1; step <= STEPS; step += 1) {
    const from = Math.floor(most * ((step - 1) / STEPS) ** 2) + 1;
    const to = Math.floor(most * (step / STEPS) ** 2);
    if (to < from) continue;
    const mark = make("span", { class: "ask-swatch", "aria-hidden": "true" });
    const inner = make("span");
    inner.style.opacity = String(0.15 + (0.8 * step) / STEPS);
    mark.append(inner);
    list.append(make("li", {}, mark, from === to ? number(to) : `${number(from)}–${number(to)}`));
  }
  parent.append(list);
}
