// @ts-check
// One query at a time: sent, counted in seconds, cancelled, answered or refused with a reason.

import { announce, part, say, settings } from "./page.js";

export const ENDPOINT = "/sparql";
export const ACCEPT = {
  select: "application/sparql-results+json",
  ask: "application/sparql-results+json",
  graph: "text/turtle",
};

/** @type {AbortController | null} */
let running = null;

/**
 * Returns the answer to a query, as text with its media type. Throws `Problem` where there is none.
 * @param {string} query @param {string} accept @param {AbortSignal} [signal] @param {string} [format]
 */
export async function ask(query, accept, signal, format) {
  const body = new URLSearchParams({ query });
  if (format) {
    body.set("format", format);
    body.set("lang", settings.lang);
  }
  for (const name of ["default-graph-uri", "named-graph-uri"]) {
    for (const field of part("form").querySelectorAll(`[name="${name}"]`)) body.append(name, field.value);
  }
  let answer;
  try {
    answer = await fetch(ENDPOINT, { method: "POST", body, headers: { Accept: accept }, signal, cache: "no-store" });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Problem({ title: say("failed"), detail: say("unreached") });
  }
  if (!answer.ok) throw new Problem(await told(answer));
  return answer;
}

/** Why there is no answer: what the endpoint says of it (problem details, RFC 9457). */
export class Problem extends Error {
  /** @param {Record<string, any>} details */
  constructor(details) {
    super(details.detail);
    this.details = details;
  }
}

/** @param {Response} answer */
async function told(answer) {
  const type = answer.headers.get("Content-Type") ?? "";
  if (!type.includes("problem+json")) return { title: say("failed"), detail: `HTTP ${answer.status}` };
  return answer.json();
}

/**
 * Returns what `work` does with a signal to stop; meanwhile seconds are counted and can be cut short.
 * @template T @param {(signal: AbortSignal) => Promise<T>} work @returns {Promise<T | null>}
 */
export async function whileWaiting(work) {
  running?.abort();
  const mine = (running = new AbortController());
  const begun = Date.now();
  const tell = () =>
    announce(say("running", { seconds: Math.round((Date.now() - begun) / 1000), limit: settings.timeout }));
  // What is quick needs no word about waiting; what is slow is told of every five seconds.
  const soon = setTimeout(tell, 600);
  const often = setInterval(tell, 5000);
  show(true);
  try {
    return await work(mine.signal);
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") {
      if (running === mine) announce(say("cancelled"));
      return null;
    }
    throw error;
  } finally {
    clearTimeout(soon);
    clearInterval(often);
    if (running === mine) {
      running = null;
      show(false);
    }
  }
}

/** Stops the query that runs, if one does. */
export const cancel = () => running?.abort();

/** @param {boolean} isBusy */
function show(isBusy) {
  const hadFocus = document.activeElement === part("cancel");
  part("cancel").hidden = !isBusy;
  part("progress").hidden = !isBusy;
  part("answer").setAttribute("aria-busy", String(isBusy));
  if (!isBusy && hadFocus) part("run").focus();
}
