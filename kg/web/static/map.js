// @ts-check
// The map that the server has drawn, made to be enlarged and moved. Leaflet lays the very drawing,
// links included, on its plane: no tiles, no other host, one drawing for every reader.

import * as L from "/parts/leaflet.js";

/** @param {HTMLElement} figure */
function enliven(figure) {
  const sheet = /** @type {HTMLElement} */ (figure.querySelector(".sheet"));
  const drawing = /** @type {SVGSVGElement} */ (sheet.querySelector("svg"));
  const width = Number(sheet.dataset.width);
  const height = Number(sheet.dataset.height);
  /** @type {[[number, number], [number, number]]} */
  const bounds = [[0, 0], [height, width]];
  const ratio = height / width;
  const map = L.map(sheet, {
    crs: L.CRS.Simple,
    attributionControl: false,
    zoomSnap: 0,
    zoomDelta: 1,
    zoomControl: false,
    scrollWheelZoom: false, // a page scrolls; plus, minus and two fingers enlarge
    maxBounds: bounds,
    maxBoundsViscosity: 1,
  });
  L.control.zoom({
    zoomInTitle: figure.dataset.in,
    zoomOutTitle: figure.dataset.out,
  }).addTo(map);
  function fit() {
    sheet.style.height = `${Math.round(sheet.clientWidth * ratio)}px`;
    map.invalidateSize({ animate: false });
    map.options.minZoom = -20;
    map.options.maxZoom = 20;
    const whole = map.getBoundsZoom(bounds);
    map.setView([height / 2, width / 2], whole, { animate: false });
    map.setMinZoom(whole);
    map.setMaxZoom(whole + 5);
    hold();
  }

  // What is whole cannot be moved: a finger on it scrolls the page.
  function hold() {
    if (map.getZoom() > map.getMinZoom() + 0.01) map.dragging.enable();
    else map.dragging.disable();
  }

  map.on("zoomend", hold);

  fit();
  L.svgOverlay(drawing, bounds, { interactive: true }).addTo(map);
  // Whoever walks through the regions by keyboard sees the one where they are.
  drawing.addEventListener("focusin", (event) => {
    const target = /** @type {SVGGraphicsElement} */ (event.target);
    const box = target.getBBox?.();
    if (!box || map.getZoom() <= map.getMinZoom()) return;
    const view = drawing.viewBox.baseVal;
    const x = ((box.x + box.width / 2 - view.x) / view.width) * width;
    const y = ((box.y + box.height / 2 - view.y) / view.height) * height;
    map.panTo([height - y, x]);
  });
  let across = sheet.clientWidth;
  new ResizeObserver(() => {
    if (sheet.clientWidth === across) return;
    across = sheet.clientWidth;
    fit();
  }).observe(figure);
}

document.querySelectorAll("figure.region-map").forEach((one) => enliven(/** @type {HTMLElement} */ (one)));
