"""Queries that have brought down other endpoints, by what is to become of them here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.conformance.victim import GRAPH

if TYPE_CHECKING:
    from collections.abc import Mapping

_PAIRS: Final = "?a ?b ?c . ?d ?e ?f ."


def _nested(before: str, inside: str, after: str, depth: int) -> str:
    return before * depth + inside + after * depth


def _chain(first: str, step: str, count: int) -> str:
    """Return a query that binds `?z0` to a value, and each next variable by a step from it."""
    steps = " ".join(
        f"BIND({step.replace('?z', f'?z{number}')} AS ?z{number + 1})" for number in range(count)
    )
    return f"SELECT ?z{count} {{ BIND({first} AS ?z0) {steps} }}"


def _triple(depth: int) -> str:
    return _nested("TRIPLE(<x:a>, <x:a>, ", "?z", ")", depth)


REFUSED: Final[Mapping[str, str]] = {
    "100,000 parentheses": f"ASK {{ FILTER {_nested('(', '1', ')', 100_000)} }}",
    "30,000 parentheses": f"ASK {{ FILTER {_nested('(', '1', ')', 24_000)} }}",
    "100,000 braces": f"ASK {_nested('{', '', '}', 100_000)}",
    "deep braces": f"ASK {_nested('{', '', '}', 20_000)}",
    "50,000 UNIONs": f"ASK {{ {{}} {'UNION {} ' * 50_000}}}",
    "deep OPTIONAL": f"ASK {{ {_nested('OPTIONAL { ?a ?b ?c ', '', '}', 5_000)} }}",
    "deep EXISTS": f"ASK {{ {_nested('FILTER EXISTS { ', '', '}', 5_000)} }}",
    "deep NOT EXISTS": f"ASK {{ {_nested('FILTER NOT EXISTS { ', '', '}', 5_000)} }}",
    "deep sub-selects": f"ASK {{ {_nested('{ SELECT * { ', '', '}}', 5_000)} }}",
    "deep MINUS": f"ASK {{ {_nested('MINUS { ', '', '}', 5_000)} }}",
    "deep GRAPH": f"ASK {{ {_nested('GRAPH ?g { ', '', '}', 5_000)} }}",
    "200 collections in each other": f"ASK {{ ?s ?p {_nested('(', '', ')', 200)} }}",
    "200 blank nodes in each other": f"ASK {{ ?s ?p {_nested('[ ?p ', '1', ']', 200)} }}",
    "deep function calls": f"SELECT ({_nested('STR(', '1', ')', 5_000)} AS ?x) {{}}",
    "deep triple terms": f"ASK {{ BIND({_nested('TRIPLE(<x:a>, <x:a>, ', '1', ')', 600)} AS ?x) }}",
    "deep annotations": f"ASK {{ ?s ?p ?o {_nested('{| ?a ?b ', '', '|}', 500)} }}",
    "triple terms nested by BIND": _chain("1", _triple(90), 60),
    "quoted triples": f"ASK {{ VALUES ?x {{ {'<<( <x:a> <x:a> 1 )>> ' * 501} }} }}",
    "a long text": f"ASK {{ ?s ?p '{'a' * 300_000}' }}",
    "many words": f"ASK {{ VALUES ?x {{{' 1' * 60_000} }} }}",
    "many BASEs": f"{'BASE <http://x/a/> BASE <a/> ' * 5_000} ASK FROM <a> {{}}",
    "many PREFIXes on a long BASE": (
        f"BASE <http://x/{'a/' * 65_000}> "
        + "".join(f"PREFIX a{number}: <b> " for number in range(7_000))
        + "ASK FROM a1:b {}"
    ),
    "many FROMs on a long BASE": f"BASE <http://x/{'a/' * 65_000}> ASK {'FROM <b> ' * 9_000}{{}}",
    "many FROMs": f"ASK {f'FROM <{GRAPH}> ' * 2_000}{{}}",
    "an endless LIMIT": "SELECT * { ?s ?p ?o } LIMIT 99999999999999999999999999",
    "a LIMIT below 0": "SELECT * { ?s ?p ?o } LIMIT -1",
    "a lone surrogate": r"ASK { ?s ?p '\uD800' }",
    "an escape past the last character": r"ASK { ?s ?p '\UFFFFFFFF' }",
    "NUL": "ASK { \0 }",
    "nothing": "",
    "only a comment": "#" * 200_000,
    "names of dots": f"PREFIX a: <x:x> ASK {{ ?s ?p {'a:b.c.' * 40_000}a:b }}",
    "20,000 signs": f"ASK {{ FILTER ({'-' * 20_000}1) }}",
    "an unfinished string": "ASK { ?s ?p '''" + "''a" * 60_000,
}
"""4xx, and no worker is lost over it."""

STOPPED: Final[Mapping[str, str]] = {
    "a Cartesian product": f"SELECT * {{ {_PAIRS} ?g ?h ?i }}",
    "a count of a Cartesian product": f"SELECT (COUNT(*) AS ?n) {{ {_PAIRS} ?g ?h ?i }}",
    "ORDER BY over a cross join": f"SELECT * {{ {_PAIRS} }} ORDER BY ?c ?f LIMIT 1",
    "DISTINCT over a cross join": f"SELECT DISTINCT * {{ {_PAIRS} }}",
    "GROUP BY over a cross join": f"SELECT (COUNT(*) AS ?n) {{ {_PAIRS} }} GROUP BY ?a ?c ?d ?f",
    "a far OFFSET": f"SELECT * {{ {_PAIRS} }} OFFSET 9000000000",
    "an unbounded path": "SELECT (COUNT(*) AS ?n) { ?s (!<x:x>|^!<x:x>)+ ?o }",
    "unbounded paths in a row": "SELECT (COUNT(*) AS ?n) { ?s (!<x:x>|^!<x:x>)*/(!<x:x>)* ?o }",
    "CONCAT doubling": _chain("'aaaaaaaaaaaaaaaa'", "CONCAT(?z, ?z)", 40),
    "REPLACE doubling": _chain("'aaaaaaaaaaaaaaaa'", f"REPLACE(?z, 'a', '{'a' * 30}')", 40),
    "GROUP_CONCAT": f"SELECT (GROUP_CONCAT(?c) AS ?x) {{ {_PAIRS} }}",
    "GROUP_CONCAT of a length": f"SELECT (STRLEN(GROUP_CONCAT(?c)) AS ?x) {{ {_PAIRS} }}",
    "a regex made anew for each row": (
        "SELECT (COUNT(*) AS ?n) { ?s ?p ?o "
        "FILTER REGEX(STR(?o), CONCAT(STR(?s), '(((a{99}){99}){99}){99}')) }"
    ),
    "REPLACE by regex over a cross join": (
        f"SELECT (COUNT(?y) AS ?n) {{ {_PAIRS} "
        "BIND(REPLACE(CONCAT(STR(?c), STR(?f)), '(.*)*b', '$1$1$1') AS ?y) }"
    ),
    "hashes over a cross join": (
        f"SELECT (COUNT(?h) AS ?n) {{ {_PAIRS} BIND(SHA512(CONCAT(STR(?c), STR(?f))) AS ?h) }}"
    ),
    "a product of VALUES": "SELECT (COUNT(*) AS ?n) {"
    + " ".join(f"VALUES ?{name} {{{' 1' * 5_000} }}" for name in "abcd")
    + "}",
    "a huge IN": f"SELECT * {{ ?s ?p ?o FILTER(?o IN ({','.join(['1'] * 20_000)})) }}",
    "16,000 UNIONs": f"ASK {{ {{}} {'UNION {} ' * 16_000}}}",
    "98 OPTIONALs in each other": f"SELECT * {{ {_nested('OPTIONAL {?a ?b ?c ', '', '}', 98)} }}",
    "98 EXISTS in each other": "SELECT * { ?s ?p ?o "
    + _nested("FILTER EXISTS { ?s ?p ?o ", "", "}", 98)
    + "}",
    "49 sub-selects in each other": f"SELECT * {{{_nested('{SELECT * {?s ?p ?o ', '', '}}', 49)}}}",
    "5,000 BINDs in a chain": _chain("1", "?z + 1", 5_000),
    "a list of 40,000": f"SELECT * {{ ?s ?p ({' 1' * 40_000}) }}",
    "10,000 steps of a path": f"ASK {{ ?s <x:x>{'/<x:x>' * 10_000} ?o }}",
    "10,000 triple patterns": "SELECT * { "
    + " ".join(f"?a{number} ?b{number} ?c{number} ." for number in range(10_000))
    + "}",
    "20,000 negations": f"ASK {{ FILTER ({'!' * 20_000}1) }}",
    "20,000 sums": f"ASK {{ FILTER (1{'+1' * 20_000}) }}",
    "rows of 3,000 cells": "SELECT * { ?s ?p ?o "
    + " ".join(f"BIND(?o AS ?v{number})" for number in range(3_000))
    + "}",
    "a huge template": f"CONSTRUCT {{ {'?s ?p ?o . ' * 10_000}}} WHERE {{ {_PAIRS} ?s ?p ?o }}",
    "DESCRIBE of a cross join": f"DESCRIBE * {{ {_PAIRS} }}",
    "a far IRI on a long BASE": f"BASE <http://x/{'a/' * 60_000}> ASK {{{'<b> ?p ?o . ' * 9_000}}}",
}
"""503 that names a limit: they would take all time or memory there is."""

EITHER: Final[Mapping[str, str]] = {
    "nested quantifiers": (
        f"SELECT * {{ BIND('{'a' * 5_000}!' AS ?x) ?s ?p ?o FILTER REGEX(?x, '^(a+)+$') }}"
    ),
    "counted quantifiers": (
        "SELECT (COUNT(*) AS ?n) { ?s ?p ?o FILTER REGEX(STR(?o), '(a?){50}{100}x') }"
    ),
    "a huge VALUES": f"SELECT * {{ VALUES ?x {{{' 1' * 40_000} }} ?s ?p ?x }}",
    "a list of 200": f"SELECT * {{ ?s ?p ({' 1' * 200}) }}",
    "400 steps of a path": f"ASK {{ ?s <x:x>{'/<x:x>' * 400} ?o }}",
    "400 starred steps": f"ASK {{ ?s <x:x>*{'/<x:x>*' * 400} ?o }}",
    "400 optional steps": f"SELECT * {{ ?s <x:x>?{'/<x:x>?' * 400} ?o }}",
    "2,000 OPTIONALs": f"SELECT * {{ {'OPTIONAL { ?a ?b ?c } ' * 2_000}}}",
    "10,000 filters": f"SELECT * {{ ?s ?p ?o {'FILTER(?s) ' * 10_000}}}",
    "a prefix as long as a book": f"PREFIX {'a' * 200_000}: <x:x> ASK {{}}",
    "a variable as long as a book": f"SELECT ?{'a' * 200_000} {{}}",
    "an IRI as long as a book": f"ASK {{ <http://x/{'a' * 200_000}> ?p ?o }}",
    "a number as long as a book": f"SELECT (1{'0' * 100_000} AS ?x) {{}}",
    "numbers past every type": (
        "SELECT (1e400 AS ?a) (9223372036854775807 * 9223372036854775807 AS ?b) "
        "(SUBSTR('a', -9223372036854775808, 9223372036854775807) AS ?c) {}"
    ),
    "triple terms as deep as may be": _chain("1", _triple(50), 10),
    "100,000 comments": "ASK {}" + "#\n" * 100_000,
    "comments that may be IRIs": "ASK { FILTER(" + "?a<<<'#>" * 6_000 + "1) }",
    "names that vary, in a comment": "ASK {} #" + "NOW#" * 60_000,
}
"""The engine copes with these, or they are stopped, or no query at all."""

SERVICES: Final = (
    "SELECT * {{ SERVICE <{x}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ SERVICE SILENT <{x}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ sErViCe silent <{x}> {{ }} }}",
    "ASK {{ FILTER EXISTS {{ SERVICE SILENT <{x}> {{ ?s ?p ?o }} }} }}",
    "ASK {{ ?s ?p ?o FILTER NOT EXISTS {{ SERVICE SILENT <{x}> {{ ?s ?p ?o }} }} }}",
    "SELECT * {{ {{ SELECT * {{ SERVICE SILENT <{x}> {{ ?s ?p ?o }} }} }} }}",
    "SELECT * {{ OPTIONAL {{ SERVICE SILENT <{x}> {{ ?s ?p ?o }} }} }}",
    "SELECT * {{ {{}} UNION {{ SERVICE SILENT <{x}> {{ ?s ?p ?o }} }} }}",
    "SELECT * {{ ?s ?p ?o MINUS {{ SERVICE SILENT <{x}> {{ ?s ?p ?o }} }} }}",
    "SELECT * {{ GRAPH ?g {{ SERVICE SILENT <{x}> {{ ?s ?p ?o }} }} }}",
    "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ SERVICE SILENT <{x}> {{ ?s ?p ?o }} }}",
    "DESCRIBE ?s {{ SERVICE SILENT <{x}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ VALUES ?x {{ <{x}> }} SERVICE SILENT ?x {{ ?s ?p ?o }} }}",
    "SELECT * {{ BIND(IRI('{x}') AS ?x) SERVICE SILENT ?x {{ ?s ?p ?o }} }}",
    "SELECT*{{SERVICE<{x}>{{}}}}",
    "SELECT * {{SERVICESILENT<{x}>{{}}}}",
    "SELECT * {{ SERVICE#<a>\n#\r<{x}> {{}} }}",
    "SELECT * {{ SERVICE\t\r\n\n<{x}>\n{{}} }}",
    "PREFIX ex: <{x}> SELECT * {{SERVICEex:{{}}}}",
    "PREFIX ex: <{x}> SELECT * {{?s ?p trueSERVICEex:{{}}}}",
    "PREFIX ex: <{x}> SELECT * {{?s ?p ex:a.b.SERVICE<{x}>{{}}}}",
    "PREFIX ex: <{x}> SELECT * {{?s ?p ex:a...b.SERVICE SILENT <{x}> {{}}}}",
    "PREFIX ex: <{x}> SELECT * {{?s ?p ex:a.b.ex:a.b.c.SERVICESILENTex:x{{}}}}",
    "PREFIX ex: <{x}> SELECT * {{?s ?p _:a.b.SERVICE<{x}>{{}}}}",
    "PREFIX ex: <{x}> SELECT * {{?s a.b.SERVICE SILENT <{x}>{{}}}}",
    "SELECT * {{?s ?p 1.SERVICE<{x}>{{}}}}",
    "SELECT * {{ \\u0053ERVICE <{x}> {{}} }}",
    "SELECT * {{ S\\U00000045RVICE <{x}> {{}} }}",
    "SELECT * {{ \\u005cu0053ERVICE <{x}> {{}} }}",
    "SELECT * {{ ?s ?p '\\\\' . SERVICE SILENT <{x}> {{}} #'\n }}",
    "SELECT * {{?a ?p ?b FILTER(?a<?b)SERVICE SILENT#>\n<{x}>{{}}}}",
    "SELECT * {{?a ?p ?b FILTER(?a<?b#>'''\n)SERVICE SILENT<{x}>{{}}#'''\n}}",
    "SELECT * {{?a ?p ?b FILTER(?a<'>'&&'x'='''\n)SERVICE SILENT<{x}>{{}}#'''\n)}}",
)
"""Each with `{x}` for an address that would be asked."""

HARMLESS: Final = (
    'SELECT * { ?s ?p "SERVICE <http://127.0.0.1/> { }" }',
    "SELECT * { ?s ?p 'it\\'s SERVICE', '''SERVICE ' SERVICE''' }",
    "SELECT * { ?s ?p <http://x/SERVICE/#SERVICE> }",
    "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> ASK { ?s a sd:Service }",
    "PREFIX service: <http://x/> SELECT * { ?s service:SERVICE service:LOAD }",
    f"PREFIX service: <{GRAPH}> SELECT * {{ GRAPH service: {{ ?s ?p ?o }} }}",
    "SELECT ?service $SERVICE { ?service ?load $SERVICE } LIMIT 1",
    "SELECT * { ?s <x:x> _:service } # SERVICE <http://127.0.0.1/> { }",
    "SELECT * { ?s ?p 'x'@service }",
    "SELECT * { ?s ?p '\\u0027 . SERVICE <http://127.0.0.1/> {} #' }",
    "SELECT * { ?s ?p 'LOAD <file:///etc/passwd>', 'DROP ALL', 'INSERT DATA {}' }",
    "# INSERT DATA { <x:a> <x:a> <x:a> }\nASK {}",
)
"""The forbidden words where they are no keywords."""

UPDATES: Final = (
    "INSERT DATA {{ <x:a> <x:b> <x:c> }}",
    "DELETE WHERE {{ ?s ?p ?o }}",
    "LOAD <{x}>",
    "LOAD SILENT <{x}> INTO GRAPH <x:g>",
    "LOAD <file:///etc/passwd>",
    "\\u004cOAD <{x}>",
    "CLEAR ALL",
    "DROP DEFAULT",
    "COPY DEFAULT TO <x:g>",
    "BASE <{x}> PREFIX a: <{x}> CREATE GRAPH <x:g>",
    "ASK {{}}; LOAD <{x}>",
    "ASK {{}} LOAD <{x}>",
)
"""What would change or fetch something, each with `{x}` for an address."""
