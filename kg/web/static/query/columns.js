// @ts-check
// Which columns of a result make a picture. No page here: these rules are tested by themselves.

/** @typedef {{type: string, value: string, datatype?: string, "xml:lang"?: string}} Term */
/** @typedef {Record<string, Term | undefined>} Row */
/** @typedef {{columns: string[], rows: Row[]}} Result */

const XSD = "http://www.w3.org/2001/XMLSchema#";
const NUMBERS = new Set(
  ["integer", "decimal", "double", "float", "int", "long", "short", "nonNegativeInteger", "positiveInteger"].map(
    (name) => XSD + name,
  ),
);
const DATES = new Set(["date", "dateTime", "gYear", "gYearMonth"].map((name) => XSD + name));
const DATE = /^(-?\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*|Z|[+-]\d\d:\d\d)?$/;
const YEAR = /^(?:1[5-9]|20)\d\d(?:-\d\d){0,2}$/;
const DAY = 24 * 60 * 60 * 1000;

/** Least share of a total that must be known for a picture. */
export const KNOWN = 0.8;
/** Columns that say what a count means; they are never drawn. */
const OF_COUNTS = ["known", "total"];
/** These are told beneath where they are the same in every row. */
const TOLD = ["asOf", "assessor", "rule"];

/** Returns the number that a term is, or null. @param {Term | undefined} term */
export function numberOf(term) {
  if (!term || !term.datatype || !NUMBERS.has(term.datatype)) return null;
  const value = Number(term.value);
  return Number.isFinite(value) ? value : null;
}

/**
 * Returns the time that a date, month or year covers, in milliseconds, or null. The end is the
 * first moment after it.
 * @param {Term | undefined} term
 */
export function spanOf(term) {
  if (!term || term.type === "uri" || !isDate(term)) return null;
  const found = DATE.exec(term.value);
  if (!found) return null;
  const [year, month, day] = [Number(found[1]), found[2] ? Number(found[2]) : 0, found[3] ? Number(found[3]) : 0];
  const start = Date.UTC(year, month ? month - 1 : 0, day || 1);
  if (day) return { start, end: start + DAY };
  return { start, end: month ? Date.UTC(year, month, 1) : Date.UTC(year + 1, 0, 1) };
}

/** @param {Term} term */
function isDate(term) {
  return term.datatype && term.datatype !== `${XSD}string` ? DATES.has(term.datatype) : YEAR.test(term.value);
}

/**
 * Returns what all values of a column are: "iri", "number", "date", "text", or "none".
 * @param {Result} result @param {string} column
 */
export function kindOf(result, column) {
  const terms = result.rows.map((row) => row[column]).filter((term) => term !== undefined);
  if (!terms.length) return "none";
  if (terms.every((term) => term?.type === "uri")) return "iri";
  if (terms.every((term) => numberOf(term) !== null)) return "number";
  if (terms.every((term) => spanOf(term) !== null)) return "date";
  return "text";
}

/** Returns columns of some kinds, in order, without those that explain counts.
 * @param {Result} result @param {...string} kinds */
export function columnsOf(result, ...kinds) {
  const aside = new Set([...OF_COUNTS, ...TOLD.filter((name) => isSame(result, name))]);
  return result.columns.filter((name) => !aside.has(name) && kinds.includes(kindOf(result, name)));
}

/** @param {Result} result @param {string} column */
function isSame(result, column) {
  return new Set(result.rows.map((row) => row[column]?.value)).size === 1;
}

/**
 * Returns the columns that name the rows: the first, and more where its values repeat.
 * @param {Result} result @param {string} first
 */
export function namesFrom(result, first) {
  const others = columnsOf(result, "text", "date").filter((name) => name !== first);
  const names = [first];
  for (const next of others) {
    if (isDistinct(result, names)) break;
    names.push(next);
  }
  return names;
}

/** @param {Result} result @param {string[]} names */
function isDistinct(result, names) {
  const seen = result.rows.map((row) => JSON.stringify(names.map((name) => row[name]?.value)));
  return new Set(seen).size === seen.length;
}

/** Returns what a chart is made of, or null where the result makes none. @param {Result} result */
export function chartColumns(result) {
  const numbers = columnsOf(result, "number");
  const names = columnsOf(result, "text", "date");
  const things = names.length ? names : columnsOf(result, "iri");
  if (!numbers.length || !things.length || !result.rows.length) return null;
  return { names: things, numbers };
}

/**
 * Returns the rows of which enough is known, those left out, and what is told of all of them.
 * @param {Result} result
 */
export function knownOf(result) {
  if (!OF_COUNTS.every((name) => kindOf(result, name) === "number")) {
    return { rows: result.rows, left: /** @type {Row[]} */ ([]), least: null, most: null };
  }
  const shares = result.rows.map((row) => shareOf(row));
  const rows = result.rows.filter((_, at) => shares[at] >= KNOWN);
  const left = result.rows.filter((_, at) => shares[at] < KNOWN);
  const of = (rows.length ? rows : result.rows).map((row) => shareOf(row));
  return { rows, left, least: Math.min(...of), most: Math.max(...of) };
}

/** Returns the share of the total that is known of a row. @param {Row} row */
export function shareOf(row) {
  const total = numberOf(row.total) ?? 0;
  return total > 0 ? (numberOf(row.known) ?? 0) / total : 0;
}

/** Returns the value that a column has in every row, or null. @param {Result} result @param {string} column */
export function constant(result, column) {
  return result.columns.includes(column) && isSame(result, column) ? (result.rows[0]?.[column]?.value ?? null) : null;
}

/** Returns the columns of a timeline, or null. @param {Result} result */
export function timelineColumns(result) {
  const [from, to] = columnsOf(result, "date");
  if (!from) return null;
  return { from, to: to ?? null, names: [...columnsOf(result, "text"), ...columnsOf(result, "iri")] };
}

const TRIPLES = [
  ["s", "p", "o"],
  ["subject", "predicate", "object"],
  ["source", "relation", "target"],
];

/**
 * Returns the links of a graph, each with the terms of its ends, or null where there is none.
 * @param {Result} result
 */
export function linksOf(result) {
  const named = TRIPLES.find(([from, , to]) => result.columns.includes(from) && result.columns.includes(to));
  const [first, second] = columnsOf(result, "iri");
  const [from, link, to] = named ?? [first, "", second];
  if (!from || !to) return null;
  const links = result.rows
    .map((row) => ({ from: row[from], link: link ? row[link] : undefined, to: row[to] }))
    .filter(({ from: one, to: other }) => one?.type === "uri" && other?.type === "uri" && one.value !== other.value);
  const once = new Map(links.map((one) => [`${one.from?.value} ${one.link?.value} ${one.to?.value}`, one]));
  return once.size ? [...once.values()] : null;
}

/**
 * Returns the column that tells the rows of one place apart, so that only rows of one of its values
 * are drawn: they may count the same thing twice. Null where each place has one row, or nothing does.
 * @param {Result} result @param {string} place
 */
export function apart(result, place) {
  if (isDistinct(result, [place])) return null;
  return columnsOf(result, "text", "date").find((name) => name !== place && isDistinct(result, [place, name])) ?? null;
}

/**
 * Returns the sum of a column of numbers (or of rows) for each place.
 * @param {Result} result @param {string} place @param {string | null} column
 * @param {(term: Term) => string | undefined} placeOf the IRI of a place that has an outline
 */
export function sums(result, place, column, placeOf) {
  /** @type {Map<string, number>} */
  const found = new Map();
  const rest = new Set();
  for (const row of result.rows) {
    const term = row[place];
    if (!term) continue;
    const iri = placeOf(term);
    if (!iri) rest.add(term.value);
    else found.set(iri, (found.get(iri) ?? 0) + (column ? (numberOf(row[column]) ?? 0) : 1));
  }
  return { found, rest: [...rest] };
}
