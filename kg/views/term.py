"""The page of one term: all that is said of it, examples from the release, where it is used."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from kg.model.ns import OWL, PPO, PPV, SKOS
from kg.views.address import local_name, page_path
from kg.views.context import best
from kg.views.facets import OPEN_THEMES, PREFIXES
from kg.views.term_blocks import TermBlock, block
from kg.views.values import Text, Value
from kg.views.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from kg.model.questions import Question
    from kg.views.context import Context, Labels, LabelsOf
    from kg.views.index import Index
    from kg.views.shapes import Check

EXAMPLES: Final = 3
_LONGEST: Final = 240
_THEME: Final = f"{PPV}theme-"
_CLOSED: Final = frozenset(
    f"{PPV}{name}"
    for name in ("right-religion", "criterion-gl-group", "criterion-gl-peaceful-exercise")
)
"""Concepts besides themes that say something of belief or origin."""
_PROPERTIES: Final = frozenset(
    f"{OWL}{kind}" for kind in ("ObjectProperty", "DatatypeProperty", "AnnotationProperty")
)

COUNTS: Final = (
    f"{PREFIXES}SELECT ?term (COUNT(*) AS ?n) WHERE {{ ?s ?term ?o }} GROUP BY ?term",
    f"{PREFIXES}SELECT ?term (COUNT(*) AS ?n) WHERE {{ ?s a ?term }} GROUP BY ?term",
    f"{PREFIXES}SELECT ?term (COUNT(*) AS ?n) WHERE {{ ?term skos:inScheme ?scheme . ?s ?p ?term "
    f'FILTER(!STRSTARTS(STR(?s), "{PPV}")) }} GROUP BY ?term',
)
"""Queries that count statements with a property, members of a class, statements about a concept."""


@dataclass(frozen=True, slots=True)
class Example:
    """One statement of the release; a member of a class has no value."""

    subject: Value
    predicate: Value
    value: Value | None


@dataclass(frozen=True, slots=True)
class TermPage:
    """All that `term.html` prints."""

    term: TermBlock
    unit: str
    examples: tuple[Example, ...]
    note: str
    query: str
    rules: tuple[Value, ...]
    questions: tuple[Value, ...]
    whole: str


def term_page(  # noqa: PLR0913 - one value each of the release and of the model
    iri: str,
    made: Context,
    labels: LabelsOf,
    *,
    uses: Mapping[str, int],
    ask: Callable[[str], Sequence[Mapping[str, str]]],
    checks: Iterable[Check],
    questions: Iterable[Question],
) -> TermPage | None:
    """Return the page of a term, or None where the document says nothing of it.

    `ask` answers a query with rows.
    """
    found, lang = made.index, made.lang
    if iri not in found.said:
        return None
    kinds = found.types.get(iri, frozenset())
    kind = _kind(kinds)
    closed = is_closed(iri, sensitive(found))
    rows = [] if closed or not kind else ask(_examples(iri, kind, sensitive(found)))
    named = labels(sorted({text for row in rows for text in row.values() if ":" in text} | {iri}))
    return TermPage(
        # Links lead to the page of the document, for the terms around are not on this one.
        term=block(replace(made, here="", shown={}), iri, uses),
        unit=words(lang)[f"term_uses_{kind or 'other'}"].format(number=uses.get(iri, 0)),
        examples=tuple(_example(row, iri, kind, named, lang) for row in rows),
        note=words(lang)["term_closed"] if closed else "",
        query=_query(iri, kind, closed, lang) if kind else "",
        rules=tuple(_rules(iri, checks, lang)),
        questions=tuple(_questions(iri, questions, lang)),
        whole=page_path(iri, lang),
    )


def sensitive(found: Index) -> frozenset[str]:
    """Return the concepts under which nobody is listed: closed themes, and others of belief."""
    marked = {
        iri for iri, rows in found.said.items()
        if (iri.startswith(_THEME) and iri not in OPEN_THEMES) or f"{PPO}sensitive" in rows
    }  # fmt: skip
    return frozenset(marked | _CLOSED)


def is_closed(iri: str, closed: Iterable[str]) -> bool:
    """Return whether no example may be shown of a term: it says something of belief or origin."""
    is_theme = iri.startswith(_THEME) and iri != f"{PPV}theme-scheme"
    return iri in closed or (is_theme and iri not in OPEN_THEMES)


def _kind(kinds: Iterable[str]) -> str:
    """Return what a term is, as far as examples go: property, class or concept."""
    types = set(kinds)
    if types & _PROPERTIES:
        return "property"
    if f"{OWL}Class" in types:
        return "class"
    return "concept" if f"{SKOS}Concept" in types else ""


def _examples(iri: str, kind: str, closed: Iterable[str]) -> str:
    """Return the query of a few statements, the same ones each time."""
    if kind == "class":
        return f"{PREFIXES}SELECT DISTINCT ?s WHERE {{ ?s a <{iri}> }} ORDER BY ?s LIMIT {EXAMPLES}"
    if kind == "concept":
        return (
            f"{PREFIXES}SELECT ?s ?p WHERE {{ ?s ?p <{iri}> "
            f'FILTER(!STRSTARTS(STR(?s), "{PPV}")) }} ORDER BY ?s ?p LIMIT {EXAMPLES}'
        )
    themes = ", ".join(f"<{one}>" for one in sorted(OPEN_THEMES))
    without = ", ".join(f"<{one}>" for one in sorted(closed))
    return (
        f"{PREFIXES}SELECT ?s ?o WHERE {{ ?s <{iri}> ?o FILTER(!isIRI(?o) || "
        f'((!STRSTARTS(STR(?o), "{_THEME}") || ?o IN ({themes})) && ?o NOT IN ({without}))) }} '
        f"ORDER BY ?s ?o LIMIT {EXAMPLES}"
    )


def _example(row: Mapping[str, str], iri: str, kind: str, named: Labels, lang: str) -> Example:
    subject = _thing(row["s"], named, lang)
    if kind == "class":
        is_a = Value(Text(words(lang)["term_is_a"]))
        return Example(subject, is_a, _thing(iri, named, lang))
    if kind == "concept":
        return Example(subject, _thing(row["p"], named, lang), _thing(iri, named, lang))
    return Example(subject, _thing(iri, named, lang), _thing(row["o"], named, lang))


def _thing(text: str, named: Labels, lang: str) -> Value:
    """Return a thing by its label with a link, or a text, cut where it is long."""
    href = page_path(text, lang)
    name = best(named.get(text, {}), lang)
    if name is None and href:
        name = Text(local_name(text) or text.rpartition("/")[2])
    shown = name or Text(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…")
    return Value(shown, href)


def _query(iri: str, kind: str, closed: bool, lang: str) -> str:
    """Return the link to the query of all uses; under a closed term it only counts them."""
    term = _prefixed(iri)
    if closed:
        body = f"SELECT (COUNT(DISTINCT ?subject) AS ?number) WHERE {{\n  ?subject ?property {term}"
    elif kind == "class":
        body = f"SELECT ?subject WHERE {{\n  ?subject a {term}"
    elif kind == "concept":
        body = f"SELECT ?subject ?property WHERE {{\n  ?subject ?property {term}"
    else:
        body = f"SELECT ?subject ?value WHERE {{\n  ?subject {term} ?value"
    prefix, name_space = ("ppo", PPO) if iri.startswith(PPO) else ("ppv", PPV)
    text = f"PREFIX {prefix}: <{name_space}>\n{body} .\n}}\n"
    text += "" if closed else "LIMIT 100\n"
    return f"/sparql?{urlencode([('edit', text), ('lang', lang)])}"


def _rules(iri: str, checks: Iterable[Check], lang: str) -> list[Value]:
    """Return the rules that check things of a class, or mention a property or concept."""
    term = _prefixed(iri)
    found = {
        one.rule for one in checks
        if any(target.iri == iri for target in one.targets)
        or f"<{iri}>" in repr((one.path, one.constraints)) or _mentions(one.query, term)
    }  # fmt: skip
    suffix = "" if lang == "en" else f"?lang={lang}"
    return [Value(Text(code), f"/shapes/{code}{suffix}") for code in sorted(found)]


def _questions(iri: str, questions: Iterable[Question], lang: str) -> list[Value]:
    """Return the example questions whose query has the term."""
    term = _prefixed(iri)
    return [
        Value(
            best(one.title, lang) or Text(one.slug),
            f"/sparql?{urlencode([('edit', one.text), ('lang', lang)])}",
        )
        for one in questions
        if not one.is_federated and _mentions(one.text, term)
    ]


def _mentions(text: str, term: str) -> bool:
    """Return whether a query has a term, and not only the beginning of another one."""
    at = text.find(term)
    while at >= 0:
        after = text[at + len(term) : at + len(term) + 1]
        if not (after.isalnum() or after in {"-", "_"}) or not after:
            return True
        at = text.find(term, at + 1)
    return False


def _prefixed(iri: str) -> str:
    for prefix, base in (("ppo", PPO), ("ppv", PPV)):
        if iri.startswith(base):
            return f"{prefix}:{iri.removeprefix(base)}"
    return f"<{iri}>"
