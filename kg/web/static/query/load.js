// @ts-check
// Libraries that are no modules: one script or style sheet of ours, fetched when it is needed.

/** @type {Map<string, Promise<void>>} */
const loaded = new Map();

/** Returns once a script has run. Throws where it is not there. @param {string} address */
export function script(address) {
  return once(address, () => Object.assign(document.createElement("script"), { src: address }));
}

/** Returns once a style sheet is in force. It stands before our own, which has the last word. @param {string} address */
export function sheet(address) {
  return once(address, () => Object.assign(document.createElement("link"), { rel: "stylesheet", href: address }));
}

/** @param {string} address @param {() => HTMLElement} make */
function once(address, make) {
  const known = loaded.get(address);
  if (known) return known;
  const made = new Promise((resolve, reject) => {
    const element = make();
    element.onload = () => resolve(undefined);
    element.onerror = () => reject(new Error(`${address} is not there`));
    document.head.prepend(element);
  });
  loaded.set(address, /** @type {Promise<void>} */ (made));
  return /** @type {Promise<void>} */ (made);
}
