// @ts-check
// What the editor completes: prefixes, classes, properties and concepts of the release.

import { labelOf, learn } from "./cells.js";

/** @typedef {{iri: string, kind: string, used: number, label: Record<string, string>}} Known */

const MOST = 60;
/** @type {Known[]} */
let terms = [];
/** @type {Record<string, string>} */
let prefixes = {};

/** Fetches the terms of the release. */
export async function fetchTerms() {
  const answer = await fetch("/sparql/terms.json");
  if (!answer.ok) return;
  ({ terms, prefixes } = await answer.json());
  learn(terms);
}

/** Returns the namespaces we know, by prefix. */
export const namespaces = () => prefixes;

/** Returns a prefixed name and its prefix, or null where no prefix fits. @param {string} iri @param {Record<string, string>} declared */
export function prefixed(iri, declared) {
  const every = Object.entries({ ...prefixes, ...declared });
  const fitting = every.filter(([, space]) => iri.startsWith(space)).sort((a, b) => b[1].length - a[1].length);
  for (const [prefix, space] of fitting) {
    const local = iri.slice(space.length);
    if (/^[\p{L}_0-9](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_-])?$/u.test(local)) return { prefix, name: `${prefix}:${local}` };
  }
  return null;
}

/**
 * Returns terms for what is written so far, the best first: names that begin so, then names and
 * labels in any language that contain it, and what is used most before the rest.
 * @param {string} written `ppo:char`, `char`, `<https://…` or a word of a label
 * @param {Record<string, string>} declared @param {string[]} kinds
 */
export function find(written, declared, kinds) {
  const text = written.replace(/^</, "").toLowerCase();
  const [, prefix, local] = /^([^:/]*):(?!\/\/)(.*)$/.exec(text) ?? [null, null, text];
  const space = prefix === null ? null : ({ ...prefixes, ...declared }[prefix] ?? null);
  if (prefix !== null && space === null) return [];
  return terms
    .filter((term) => kinds.includes(term.kind) && (space === null || term.iri.startsWith(space)))
    .map((term) => ({ term, rank: rankOf(term, local, space) }))
    .filter(({ rank }) => rank < 4)
    .sort((a, b) => a.rank - b.rank || b.term.used - a.term.used || (a.term.iri < b.term.iri ? -1 : 1))
    .slice(0, MOST)
    .map(({ term }) => ({ ...term, shown: labelOf(term.iri)?.text ?? "" }));
}

/** @param {Known} term @param {string} text @param {string | null} space */
function rankOf(term, text, space) {
  const name = term.iri.slice(space?.length ?? term.iri.search(/[^/#]*$/)).toLowerCase();
  if (!text || name.startsWith(text)) return 0;
  const labels = Object.values(term.label).map((label) => label.toLowerCase());
  if (labels.some((label) => label.startsWith(text))) return 1;
  if (name.includes(text) || term.iri.toLowerCase().startsWith(text)) return 2;
  return labels.some((label) => label.includes(text)) ? 3 : 4;
}
