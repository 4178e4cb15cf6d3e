// @ts-check
// The current query as a program, in five languages. No page here: tests run what this prints.

/** @typedef {"select" | "ask" | "graph"} Kind */

export const LANGUAGES = [
  { id: "curl", name: "curl" },
  { id: "sparqlwrapper", name: "Python, SPARQLWrapper" },
  { id: "pandas", name: "Python, pandas" },
  { id: "python", name: "Python, urllib" },
  { id: "r", name: "R" },
  { id: "javascript", name: "JavaScript" },
];

const NOT_CODE = /<[^<>"{}|^`\\\s]*>|"""[^]*?"""|'''[^]*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|#[^\n]*/g;

/** Returns what a query gives, by its first keyword. @param {string} query @returns {Kind} */
export function kindOfQuery(query) {
  const word = /\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b/i.exec(query.replace(NOT_CODE, " "))?.[1].toUpperCase();
  if (word === "ASK") return "ask";
  return word === "CONSTRUCT" || word === "DESCRIBE" ? "graph" : "select";
}

/**
 * Returns a program that asks an endpoint a query and prints the answer.
 * @param {string} language @param {string} query @param {string} endpoint
 */
export function codeOf(language, query, endpoint) {
  const text = query.replace(/\r\n?/g, "\n").replace(/\n*$/, "\n");
  return WRITERS[language](text, endpoint, kindOfQuery(query));
}

const ACCEPT = { select: "text/csv", ask: "application/sparql-results+json", graph: "text/turtle" };

/** @type {Record<string, (query: string, endpoint: string, kind: Kind) => string>} */
const WRITERS = {
  curl: (query, endpoint, kind) => {
    let end = "QUERY";
    while (query.split("\n").includes(end)) end += "_";
    return `curl -sS -H 'Accept: ${ACCEPT[kind]}' --data-urlencode query@- ${endpoint} <<'${end}'\n${query}${end}\n`;
  },

  sparqlwrapper: (query, endpoint, kind) => {
    const returned = kind === "graph" ? "TURTLE" : "JSON";
    const shown = {
      select: 'for row in endpoint.queryAndConvert()["results"]["bindings"]:\n    print({name: cell["value"] for name, cell in row.items()})\n',
      ask: 'print(endpoint.queryAndConvert()["boolean"])\n',
      graph: "print(endpoint.queryAndConvert().decode())\n",
    };
    return `from SPARQLWrapper import POST, ${returned}, SPARQLWrapper

endpoint = SPARQLWrapper("${endpoint}", returnFormat=${returned})
endpoint.setMethod(POST)
endpoint.setQuery(${python(query)})
${shown[kind]}`;
  },

  pandas: (query, endpoint, kind) => {
    if (kind !== "select") return WRITERS.python(query, endpoint, kind);
    return `from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pandas

query = ${python(query)}
fields = urlencode({"query": query}).encode()
request = Request("${endpoint}", fields, {"Accept": "text/csv"})
with urlopen(request) as answer:
    table = pandas.read_csv(answer)
print(table.to_string(index=False))
`;
  },

  python: (query, endpoint, kind) => `from urllib.parse import urlencode
from urllib.request import Request, urlopen

query = ${python(query)}
fields = urlencode({"query": query}).encode()
request = Request("${endpoint}", fields, {"Accept": "${ACCEPT[kind]}"})
with urlopen(request) as answer:
    print(answer.read().decode())
`,

  // R without packages sends no forms: the query goes into the address.
  r: (query, endpoint, kind) => {
    const format = kind === "select" ? "csv" : kind === "ask" ? "json" : "turtle";
    const asked = `query <- ${rString(query)}
address <- paste0("${endpoint}?format=${format}&query=", URLencode(enc2utf8(query), reserved = TRUE, repeated = TRUE))
file <- tempfile()
download.file(address, file, quiet = TRUE, method = "libcurl")
`;
    return kind === "select"
      ? `${asked}table <- read.csv(file, encoding = "UTF-8")\nprint(table)\n`
      : `${asked}cat(readLines(file, encoding = "UTF-8"), sep = "\\n")\n`;
  },

  javascript: (query, endpoint, kind) => {
    const shown = {
      select: `const { head, results } = await answer.json();
console.log(head.vars.join("\\t"));
for (const row of results.bindings) console.log(head.vars.map((name) => row[name]?.value ?? "").join("\\t"));
`,
      ask: "console.log((await answer.json()).boolean);\n",
      graph: "console.log(await answer.text());\n",
    };
    const accept = kind === "select" ? ACCEPT.ask : ACCEPT[kind];
    return `const query = \`${query.replace(/[\\`]|\$(?=\{)/g, "\\$&")}\`;
const answer = await fetch("${endpoint}", {
  method: "POST",
  headers: { Accept: "${accept}" },
  body: new URLSearchParams({ query }),
});
if (!answer.ok) throw new Error(await answer.text());
${shown[kind]}`;
  },
};

/** Returns a text as Python writes it. @param {string} text */
function python(text) {
  const escaped = text.replace(/\\/g, "\\\\").replace(/"""/g, '\\"\\"\\"');
  return `"""\n${escaped}"""`;
}

/** Returns a text as R (4.0 and later) writes it, raw. @param {string} text */
function rString(text) {
  let dashes = "";
  while (text.includes(`)${dashes}"`)) dashes += "-";
  return `r"${dashes}(\n${text})${dashes}"`;
}
