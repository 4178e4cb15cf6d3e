// @ts-check
// Charts over time, drawn by Chart.js from the tables on the page, which stay.

import "/parts/chart.js";

/** @type {any} */
const Chart = /** @type {any} */ (globalThis).Chart;
const dark = matchMedia("(prefers-color-scheme: dark)");
/** @type {any[]} */
const drawn = [];

/** @param {string} name */
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** @param {HTMLElement} figure */
function draw(figure) {
  const rows = [...figure.querySelectorAll("tbody tr")];
  const room = document.createElement("div");
  room.className = "chart-room";
  const canvas = document.createElement("canvas");
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", figure.dataset.label ?? "");
  room.append(canvas);
  figure.prepend(room);
  figure.classList.add("charted");
  drawn.push(new Chart(canvas, {
    type: "bar",
    data: {
      labels: rows.map((row) => row.querySelector("th")?.textContent?.trim() ?? ""),
      datasets: [{
        label: figure.querySelector("thead .number")?.textContent ?? "",
        data: rows.map((row) => Number(row.querySelector(".number")?.textContent)),
      }],
    },
    options: {
      animation: false,
      maintainAspectRatio: false,
      plugins: { legend: { display: false } },
      scales: {
        x: { grid: { display: false }, ticks: { maxRotation: 0 } },
        y: { beginAtZero: true, ticks: { precision: 0 } },
      },
    },
  }));
}

function paint() {
  for (const chart of drawn) {
    chart.data.datasets[0].backgroundColor = colour("--bar");
    for (const axis of [chart.options.scales.x, chart.options.scales.y]) {
      axis.ticks.color = colour("--quiet");
      axis.grid.color = colour("--line");
      axis.border = { color: colour("--line") };
    }
    chart.update();
  }
}

document.querySelectorAll("[data-chart]").forEach((one) => draw(/** @type {HTMLElement} */ (one)));
paint();
dark.addEventListener("change", paint);
