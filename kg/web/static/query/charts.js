// @ts-check
// Bars of numbers, and bars in time: both drawn by Chart.js.

import { labelled, plain } from "./cells.js";
import { chartColumns, columnsOf, kindOf, namesFrom, numberOf, spanOf, timelineColumns } from "./columns.js";
import { script } from "./load.js";
import { colour, make, number, say, settings } from "./page.js";
import { choice, enough, equivalent, explain, sentence } from "./views.js";

/** @typedef {import("./columns.js").Result} Result */

const BARS = 60;
const LINES = 150;
const LETTERS = 48;
/** @type {any} */
let drawn = null;

/** Gives back the canvas. */
export function endChart() {
  drawn?.destroy();
  drawn = null;
}

/** @param {HTMLElement} parent @param {Result} result */
export async function drawChart(parent, result) {
  const found = chartColumns(result);
  if (!found) return sentence(parent, say("chart_no"));
  const fit = enough(parent, result);
  if (!fit) return equivalent(parent, result);
  const chosen = { name: found.names[0], number: found.numbers[0] };
  const inside = make("div");
  const again = async () => {
    endChart();
    inside.replaceChildren();
    await bars(inside, fit, chosen.name, chosen.number);
  };
  const choices = make("div", { class: "row" });
  if (found.names.length > 1) choices.append(choice(say("names_from"), found.names, chosen.name, (name) => { chosen.name = name; again(); }));
  if (found.numbers.length > 1) choices.append(choice(say("numbers_from"), found.numbers, chosen.number, (name) => { chosen.number = name; again(); }));
  parent.append(choices, inside);
  await again();
}

/** @param {HTMLElement} parent @param {Result} result @param {string} name @param {string} column */
async function bars(parent, result, name, column) {
  const names = namesFrom(result, name);
  const isTime = kindOf(result, name) === "date" && names.length === 1;
  const rows = result.rows.filter((row) => numberOf(row[column]) !== null);
  const shown = isTime ? rows : rows.slice(0, BARS);
  await labelled(shown.flatMap((row) => names.map((one) => row[one])).flatMap((term) => (term?.type === "uri" ? [term.value] : [])));
  const labels = shown.map((row) => names.map((one) => plain(row[one])).filter(Boolean).join(" · "));
  await canvas(parent, {
    alt: say("chart_alt", { number: column, name: names.join(", "), bars: shown.length }),
    height: isTime ? 360 : shown.length * 24 + 70,
    config: {
      type: "bar",
      data: { labels, datasets: [{ data: shown.map((row) => numberOf(row[column])), backgroundColor: colour("--found"), maxBarThickness: 22 }] },
      options: {
        indexAxis: isTime ? "x" : "y",
        scales: isTime ? scales(column, false) : scales(column, true),
        plugins: { tooltip: { callbacks: { label: (/** @type {any} */ item) => `${column}: ${number(item.raw)}` } } },
      },
    },
  });
  if (shown.length < rows.length) sentence(parent, say("first", { shown: shown.length, total: rows.length }), "explanation");
  explain(parent, result, column);
  await equivalent(parent, { columns: [...names, column, ...["known", "total"].filter((one) => result.columns.includes(one))], rows: shown });
}

/** @param {string} column @param {boolean} isAcross */
function scales(column, isAcross) {
  const value = { beginAtZero: true, title: { display: true, text: column, color: colour("--quiet") }, ...look(), ticks: { color: colour("--ink"), precision: 0, callback: (/** @type {number} */ at) => number(at) } };
  /** @this {any} @param {number} at */
  function cut(at) {
    const text = this.getLabelForValue(at);
    const most = innerWidth < 600 ? LETTERS / 2 : LETTERS;
    return text.length > most ? `${text.slice(0, most - 1)}…` : text;
  }
  const name = { ...look(), grid: { display: false }, ticks: { color: colour("--ink"), autoSkip: !isAcross, callback: cut } };
  return isAcross ? { x: value, y: name } : { x: name, y: value };
}

const look = () => ({ grid: { color: colour("--line") }, border: { color: colour("--line") } });

/** @param {HTMLElement} parent @param {{alt: string, height: number, config: any}} drawing */
async function canvas(parent, { alt, height, config }) {
  await script("/parts/chart.js");
  const element = make("canvas", { role: "img", "aria-label": alt });
  const box = make("div", { class: "ask-picture" }, element);
  box.style.height = `${height}px`;
  parent.append(box);
  const { plugins, ...options } = config.options;
  endChart();
  drawn = new (/** @type {any} */ (window).Chart)(element, {
    ...config,
    options: { ...options, animation: false, responsive: true, maintainAspectRatio: false, locale: settings.lang, plugins: { legend: { display: false }, ...plugins } },
  });
}

/** @param {HTMLElement} parent @param {Result} result */
export async function drawTimeline(parent, result) {
  const found = timelineColumns(result);
  const dated = result.rows.map((row) => ({ row, span: found && between(row[found.from], found.to ? row[found.to] : undefined) })).filter(({ span }) => span);
  if (!found || !dated.length) return sentence(parent, say("timeline_no"));
  dated.sort((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0));
  // The label of a thing is in the language of the page; a text is in that of the query.
  const things = columnsOf(result, "iri");
  const first = (settings.lang !== "en" && things[0]) || found.names[0];
  sentence(parent, say("timeline_note"), "explanation");
  const inside = make("div");
  const again = (/** @type {string | undefined} */ name) => {
    endChart();
    inside.replaceChildren();
    return lines(inside, result, dated, { from: found.from, to: found.to, name });
  };
  if (found.names.length > 1) parent.append(make("div", { class: "row" }, choice(say("names_from"), found.names, first, again)));
  parent.append(inside);
  await again(first);
}

/** @param {HTMLElement} parent @param {Result} result @param {any[]} dated @param {{from: string, to: string | null, name?: string}} columns */
async function lines(parent, result, dated, { from, to, name }) {
  const shown = dated.slice(0, LINES);
  if (name) await labelled(shown.map(({ row }) => row[name]).filter((term) => term?.type === "uri").map((term) => term.value));
  const spans = shown.map(({ span }) => span);
  const [first, last] = [Math.min(...spans.map(({ start }) => start)), Math.max(...spans.map(({ end }) => end))];
  const ticks = ticksOf(first, last);
  await canvas(parent, {
    alt: say("timeline_alt", { bars: shown.length, from: day(first), to: day(last - 1) }),
    height: shown.length * 22 + 70,
    config: {
      type: "bar",
      data: {
        labels: shown.map(({ row }) => plain(row[name ?? from])),
        datasets: [{ data: spans.map(({ start, end }) => [start, end]), backgroundColor: colour("--found"), minBarLength: 6, maxBarThickness: 14 }],
      },
      options: {
        indexAxis: "y",
        scales: {
          ...scales("", true),
          x: {
            min: Math.min(first, ...ticks.map(({ value }) => value)), max: last, ...look(),
            afterBuildTicks: (/** @type {any} */ axis) => { axis.ticks = ticks; },
            ticks: { color: colour("--ink"), maxRotation: 0, autoSkip: false, callback: (/** @type {number} */ at) => ticks.find(({ value }) => value === at)?.label ?? "" },
          },
        },
        plugins: { tooltip: { callbacks: { label: (/** @type {any} */ item) => words(shown[item.dataIndex].row, from, to) } } },
      },
    },
  });
  if (shown.length < dated.length) sentence(parent, say("first", { shown: shown.length, total: dated.length }), "explanation");
  const columns = [from, ...(to ? [to] : []), ...columnsOf(result, "text", "iri")];
  await equivalent(parent, { columns, rows: shown.map(({ row }) => row) });
}

/** @param {any} one @param {any} other */
function between(one, other) {
  const [start, end] = [spanOf(one), spanOf(other)];
  if (!start && !end) return null;
  const found = [start, end].filter((span) => span !== null);
  return { start: Math.min(...found.map((span) => span.start)), end: Math.max(...found.map((span) => span.end)) };
}

const day = (/** @type {number} */ at) => new Date(at).toISOString().slice(0, 10);

/** Returns the first days of years or months, evenly apart and few enough to be read. @param {number} first @param {number} last */
function ticksOf(first, last) {
  const [from, to] = [new Date(first), new Date(last)];
  const months = (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth() + 1;
  const most = innerWidth < 600 ? 4 : 10;
  const step = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200].find((one) => months / one <= most) ?? 2400;
  const begin = step < 12 ? from.getUTCMonth() - (from.getUTCMonth() % step) : 0;
  const year = step < 12 ? from.getUTCFullYear() : from.getUTCFullYear() - (from.getUTCFullYear() % (step / 12));
  const found = [];
  for (let at = begin, value = Date.UTC(year, begin); value <= last; at += step, value = Date.UTC(year, at)) {
    found.push({ value, label: day(value).slice(0, step < 12 ? 7 : 4) });
  }
  return found;
}

const words = (/** @type {any} */ row, /** @type {string} */ from, /** @type {string | null} */ to) =>
  [row[from]?.value, to && row[to]?.value !== row[from]?.value ? row[to]?.value : null].filter(Boolean).join(" – ");
