// @ts-check
// The editor: YASQE instead of the text box, with our own completion, and the way back.

import { announce, make, part, say } from "./page.js";
import { find, namespaces, prefixed } from "./terms.js";

const EXPECTED = 6;
/** @type {any} */
let yasqe = null;
let isRich = false;
/** @type {any} */
let wrongLine = null;

/** Returns the query that is written. */
export const text = () => (isRich ? yasqe.getValue() : part("query").value);

/** Puts another query in its place. @param {string} query */
export function write(query) {
  clearWrong();
  part("query").value = query;
  yasqe?.setValue(query);
  yasqe?.refresh();
}

/** Moves the focus into the query. */
export const focus = () => (isRich ? yasqe : part("query")).focus();

/** Calls a function after each change. @param {() => void} changed */
export function onChange(changed) {
  part("query").addEventListener("input", changed);
  yasqe?.on("changes", changed);
}

/** Makes the editor. @param {any} Yasqe @param {() => void} run */
export function begin(Yasqe, run) {
  // Those of YASQE ask other hosts (LOV) or bring a list of prefixes from all over the web.
  Yasqe.Autocompleters = {};
  Yasqe.defaults.autocompleters = [];
  Yasqe.registerAutocompleter({ ...VARIABLES, get: variables });
  Yasqe.registerAutocompleter(TERMS);
  const keys = { "Ctrl-Space": complete, "Ctrl-Enter": run, "Cmd-Enter": run, Esc: leave, "Ctrl-/": () => yasqe.commentLines() };
  yasqe = new Yasqe(part("rich"), {
    value: part("query").value,
    persistenceId: null,
    consumeShareLink: null,
    createShareableLink: null,
    createShortLink: null,
    showQueryButton: false,
    resizeable: false,
    collapsePrefixesOnLoad: false,
    editorHeight: "24rem",
    autocompleters: ["variables", "terms"],
    foldGutter: false,
    gutters: ["gutterErrorBar", "CodeMirror-linenumbers"],
    extraKeys: keys,
    autofocus: false,
    // The text itself is edited: screen readers have all of it, not a line at a time.
    inputStyle: "contenteditable",
  });
  // The completers of YASQE would say this in English.
  yasqe.showNotification = () => {};
  const field = yasqe.getInputField();
  field.setAttribute("role", "textbox");
  field.setAttribute("aria-multiline", "true");
  field.setAttribute("aria-label", document.querySelector('label[for="_query"]')?.textContent ?? "");
  field.setAttribute("aria-describedby", "_keys _syntax");
  yasqe.on("autocompletionShown", (/** @type {any} */ _, /** @type {any} */ widget) => widget.hints.setAttribute("aria-label", say("completes")));
  yasqe.on("blur", () => trap(true));
  yasqe.on("changes", check);
  yasqe.on("changes", clearWrong);
  yasqe.on("change", declare);
  part("form").addEventListener("submit", () => { part("query").value = text(); });
  part("switch").addEventListener("click", () => { change(!isRich); focus(); });
  part("prefixes").addEventListener("click", declareAll);
  change(true);
  check();
}

/** @param {boolean} rich */
function change(rich) {
  const query = isRich ? yasqe.getValue() : part("query").value;
  isRich = rich;
  part("query").value = query;
  part("plain").hidden = rich;
  part("rich").hidden = !rich;
  part("keys").hidden = !rich;
  part("switch").textContent = say(rich ? "plain" : "rich");
  if (rich) {
    if (yasqe.getValue() !== query) yasqe.setValue(query);
    yasqe.refresh();
  }
  check();
}

/** Gives the Tab key back to the browser until the editor is left. */
function leave() {
  trap(false);
  announce(say("leave"));
}

/** @param {boolean} isOn */
function trap(isOn) {
  const keys = { ...yasqe.getOption("extraKeys") };
  for (const key of ["Tab", "Shift-Tab"]) {
    if (isOn) delete keys[key];
    else keys[key] = false;
  }
  yasqe.setOption("extraKeys", keys);
}

/** Says where the text stops being SPARQL, beside the line and beneath the editor. */
function check() {
  const place = part("syntax");
  place.hidden = true;
  if (!isRich) return;
  for (let line = 0; line < yasqe.lineCount(); line += 1) {
    const mark = yasqe.lineInfo(line).gutterMarkers?.gutterErrorBar;
    if (!mark) continue;
    const state = yasqe.getTokenAt({ line, ch: yasqe.getLine(line).length }, true).state;
    const expected = (state.possibleCurrent ?? []).slice(0, EXPECTED).join(", ");
    const told = say(expected ? "syntax" : "syntax_here", { line: line + 1, expected });
    // YASQE's own hint is English, and its markup breaks our policy.
    mark.onmouseover = mark.onmouseout = null;
    mark.title = told;
    place.textContent = told;
    place.hidden = false;
    return;
  }
}

/** Marks a place that the endpoint could not read. @param {number} line @param {number} column counted from 1 */
export function markWrong(line, column) {
  clearWrong();
  wrongLine = yasqe.addLineClass(line - 1, "background", "ask-wrong");
  if (isRich) yasqe.scrollIntoView({ line: line - 1, ch: column - 1 }, 60);
}

/** Puts the cursor there. @param {number} line @param {number} column counted from 1 */
export function goTo(line, column) {
  if (isRich) {
    yasqe.setCursor(line - 1, column - 1);
  } else {
    const before = part("query").value.split("\n").slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    part("query").setSelectionRange(before + column - 1, before + column - 1);
  }
  focus();
}

function clearWrong() {
  if (wrongLine) yasqe.removeLineClass(wrongLine, "background", "ask-wrong");
  wrongLine = null;
}

// Completion

const complete = () => yasqe.autocomplete();
const VARIABLES = {
  name: "variables",
  bulk: false,
  autoShow: true,
  isValidCompletionPosition: () => /^[?$]/.test(yasqe.getCompleteToken().string),
};

/** @param {any} _ @param {any} token */
function variables(_, token) {
  const found = yasqe.getValue().match(/[?$][\p{L}\p{N}_]+/gu) ?? [];
  return [...new Set(found)].filter((name) => String(name).startsWith(token?.string ?? "?") && name !== token?.string).sort();
}

/** Terms found for the token that is being written, by the IRI that YASQE hands on. @type {Map<string, any>} */
const offered = new Map();
const TERMS = {
  name: "terms",
  bulk: false,
  autoShow: true,
  isValidCompletionPosition: () => {
    const { string, before, end } = word();
    const isWritten = yasqe.getCursor().ch > before.length && end > before.length;
    if (!isWritten) return false;
    const inside = yasqe.getTokenAt(yasqe.getCursor());
    const last = yasqe.getPreviousNonWsToken(yasqe.getCursor().line, yasqe.getCompleteToken()).string;
    if (/[?$@"'#^_\\]$/.test(before) || /^(?:string|comment|keyword|atom)$/.test(inside.type)) return false;
    return last.toUpperCase() !== "PREFIX" && /^[\p{L}<:]/u.test(string) && !/^a?$/.test(string);
  },
  preProcessToken: () => {
    const { string, start, end } = word();
    const { line } = yasqe.getCursor();
    return { string, start, end, from: { line, ch: start }, to: { line, ch: end } };
  },
  get: (/** @type {any} */ _, /** @type {any} */ token) => {
    offered.clear();
    const written = token?.string ?? "";
    // A word alone may be the beginning of a keyword: terms come for it after three letters.
    if (!/[:<]/.test(written) && written.length < 3) return [];
    const kinds = afterType() ? ["class"] : ["property", "class", "concept"];
    for (const term of find(written, yasqe.getPrefixesFromQuery(), kinds)) offered.set(term.iri, term);
    return [...offered.keys()];
  },
  postprocessHints: (/** @type {any} */ _, /** @type {any[]} */ hints) => hints.map(hintOf),
};

/** Returns the name around the cursor. YASQE's tokens end at letters that no name may begin with: those of labels. */
function word() {
  const { line, ch } = yasqe.getCursor();
  const text = yasqe.getLine(line);
  const [head] = /<[^<>\s]*$|[\p{L}\p{N}_:.-]*$/u.exec(text.slice(0, ch)) ?? [""];
  const [tail] = /^[\p{L}\p{N}_-]*/u.exec(text.slice(ch)) ?? [""];
  return { string: head + tail, start: ch - head.length, end: ch + tail.length, before: text.slice(0, ch - head.length) };
}

const afterType = () => /(?:^|\s)(?:a|rdf:type)\s+$/.test(word().before);

/** @param {any} hint */
function hintOf(hint) {
  const term = offered.get(hint.text);
  if (!term) return hint;
  const named = prefixed(term.iri, yasqe.getPrefixesFromQuery());
  const text = named?.name ?? `<${term.iri}>`;
  return {
    ...hint,
    text,
    displayText: text,
    render: (/** @type {HTMLElement} */ row) => row.append(
      make("code", {}, text),
      make("span", { class: "ask-hint" }, ` ${term.shown}`),
      make("span", { class: "ask-hint-kind" }, ` ${say(`kind_${term.kind}`)}${term.used ? `, ${term.used}` : ""}`),
    ),
    hint: (/** @type {any} */ editor, /** @type {any} */ data, /** @type {any} */ chosen) => {
      editor.replaceRange(text, chosen.from ?? data.from, chosen.to ?? data.to, "complete");
      declare();
    },
  };
}

// Prefixes

/** Declares the prefix that has just been written, if it is one of ours and not declared. */
function declare() {
  const cursor = yasqe.getCursor();
  const token = yasqe.getTokenAt(cursor);
  const prefix = /^([A-Za-z][\w.-]*):/.exec(token.string)?.[1];
  if (!prefix || token.type !== "string-2") return;
  if (yasqe.getPreviousNonWsToken(cursor.line, token).string.toUpperCase() === "PREFIX") return;
  add([prefix]);
}

function declareAll() {
  const code = text().replace(/<[^<>\s]*>|"[^"\n]*"|'[^'\n]*'|#[^\n]*/g, " ");
  const used = [...code.matchAll(/(?<![\w?$:@-])([A-Za-z][\w-]*):/g)].map((found) => found[1]);
  if (!add([...new Set(used)])) announce(say("prefixes_none"));
}

/** Returns whether a declaration was added. @param {string[]} names */
function add(names) {
  const written = text();
  const declared = new Set([...written.matchAll(/\bPREFIX\s+([\w.-]*):/gi)].map((found) => found[1]));
  const missing = names.filter((name) => namespaces()[name] && !declared.has(name)).sort();
  if (!missing.length) return false;
  const lines = missing.map((name) => `PREFIX ${name}: <${namespaces()[name]}>\n`).join("");
  if (isRich) yasqe.replaceRange(lines, { line: 0, ch: 0 });
  else part("query").value = lines + written;
  return true;
}
