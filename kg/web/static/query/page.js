// @ts-check
// The query page as its scripts see it: its parts by id, its strings, and how elements are made.

const root = /** @type {HTMLElement} */ (document.getElementById("_ask"));

/** What the server tells the scripts: strings, errors, limits, languages. */
export const settings = JSON.parse(root.dataset.settings ?? "{}");

/** Returns the part of the page with an id. @param {string} id @returns {any} */
export const part = (id) => document.getElementById(`_${id}`);

/**
 * Returns a string of the interface, with its {fields} filled in.
 * @param {string} key @param {Record<string, unknown>} [fields]
 */
export function say(key, fields = {}) {
  const text = settings.words[key] ?? key;
  return text.replace(/\{([a-z_]+)\}/g, (whole, name) =>
    name in fields ? shown(fields[name]) : whole,
  );
}

/** @param {unknown} value */
function shown(value) {
  return typeof value === "number" ? number(value) : String(value);
}

const format = new Intl.NumberFormat(settings.lang === "en" ? "en-GB" : settings.lang, {
  maximumFractionDigits: 2,
});

/** Returns a number as the language of the page writes it. @param {number} value */
export const number = (value) => format.format(value);

/**
 * Returns a new element. Attributes that are null are left out; texts are never markup.
 * @param {string} name @param {Record<string, any>} [attributes] @param {...any} children
 * @returns {any}
 */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** Returns a colour of the style sheet, light or dark. @param {string} name */
export const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Has screen readers say something, and everybody see it. @param {string} text */
export function announce(text) {
  part("status").textContent = text;
}

/**
 * Copies a text; where the browser forbids that, selects it.
 * @param {string} text @param {HTMLElement} shown
 */
export async function copy(text, shown) {
  try {
    await navigator.clipboard.writeText(text);
    return say("copied");
  } catch {
    if (shown instanceof HTMLInputElement) shown.select();
    else getSelection()?.selectAllChildren(shown);
    return say("copy_by_hand");
  }
}
