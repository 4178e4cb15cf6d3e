"""What every part of a page is made with: the index, the labels, the language, the record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from kg.model.ns import PPV, RDF, SKOS, XSD
from kg.views import address, dates, index
from kg.views.values import Fact, Text, Value
from kg.views.words import FALLBACK, words

if TYPE_CHECKING:
    from kg.views.index import Index, Origin, Said
    from kg.views.values import Source

Labels = Mapping[str, Mapping[str, str]]
LabelsOf = Callable[[Iterable[str]], Labels]

PREF_LABEL: Final = f"{SKOS}prefLabel"
EDITORIAL_NOTE: Final = "editorialNote"
_LANG_STRING: Final = f"{RDF}langString"
MANY: Final = 6
"""From so many values on, those that read alike are told once."""
_MARKED: Final = frozenset({"entailed", "derived"})
_NAME_WITHHELD: Final = frozenset(
    f"{PPV}withheld-{kind}" for kind in ("name", "identity-of-officer", "identity-of-witness")
)


@dataclass(frozen=True, slots=True)
class Context:
    """All that the builders of one page share; `here` is the IRI of its record."""

    index: Index
    labels: Labels
    lang: str
    here: str
    words: Mapping[str, str]
    shown: dict[str, Value] = field(default_factory=dict)
    """Things as `thing` has given them so far: most are printed many times."""
    cited: dict[str, Source] = field(default_factory=dict)
    """Documents told so far, without passages: a page cites few of them many times."""


def context(found: Index, labels: LabelsOf, lang: str, here: str) -> Context:
    """Return the context of a page; `labels` is asked once, for everything in the index."""
    names = {here, *found.incoming}
    for subject, rows in found.said.items():
        names.update((subject, *rows))
    # A citation has no label; what it supports has one, and may be known by its name only.
    cited = {name for name in names if "-cite-" in name or "#cite-" in name}
    names = (names - cited) | {address.cited_part(name) for name in cited}
    names |= {address.record_of(name) for name in names}
    asked = sorted(name for name in names if _is_asked(found, name))
    return Context(found, labels(asked), lang, here, words(lang))


def _is_asked(found: Index, name: str) -> bool:
    """Return whether the label of something is not at hand."""
    has_one = PREF_LABEL in found.said.get(name, {})
    return ":" in name and not name.startswith("_:") and not has_one


def best(texts: Mapping[str, str], lang: str) -> Text | None:
    """Return the text in the language of the page or the next in the order of fallback."""
    order = FALLBACK[lang]
    ranks = {tag: _rank(tag, order) for tag in texts}
    tag = min(texts, key=lambda tag: (ranks[tag], tag), default=None)
    return None if tag is None else Text(texts[tag], _other(tag, lang))


def label(made: Context, iri: str) -> Text:
    """Return the label of anything; without one, its class and local name, or a short form."""
    texts = dict(made.labels.get(iri, {})) or literals(made, iri, PREF_LABEL)
    found = best(texts, made.lang)
    if found:
        return found
    short = address.prefixed(iri)
    return Text(made.words.get(short, short)) if short else _unlabelled(made, iri)


def literals(made: Context, iri: str, name: str) -> dict[str, str]:
    """Return language → text of a property; the first text of each language."""
    texts: dict[str, str] = {}
    for value in index.values(made.index, iri, name):
        if isinstance(value.term, ox.Literal):
            texts.setdefault(value.term.language or "", value.term.value)
    return texts


def text(made: Context, literal: ox.Literal) -> Text:
    """Return a literal as people read it: a date in words, any other text as it is."""
    if literal.datatype.value == f"{XSD}date":
        return Text(dates.day_words(literal.value, made.lang))
    return Text(literal.value, _other(literal.language or "", made.lang))


def mark(made: Context, origin: Origin) -> str:
    """Return the word that marks what a machine added, else an empty text."""
    return made.words[origin] if origin in _MARKED else ""


def value(made: Context, said: Said) -> Value:
    """Return one value of a property, with its link, mark and note."""
    if isinstance(said.term, ox.Literal):
        shown = text(made, said.term)
        url = address.outside(shown.text) if said.term.datatype.value == f"{XSD}anyURI" else ""
        return Value(shown, url, bool(url), mark(made, said.origin))
    if said.iri:
        return replace(thing(made, said.iri), mark=mark(made, said.origin))
    return Value(Text(str(said.term)), mark=mark(made, said.origin))


def thing(made: Context, iri: str) -> Value:
    """Return the label of a thing with a link to where it is shown."""
    if iri not in made.shown:
        made.shown[iri] = _thing(made, iri)
    return made.shown[iri]


def _thing(made: Context, iri: str) -> Value:
    """Return what `thing` does for one that is met the first time."""
    href = "" if address.prefixed(iri) else address.link(iri, made.here, made.lang)
    outside = bool(href) and href == iri
    shown = Text(iri) if outside and iri not in made.labels else label(made, iri)
    return Value(shown, href, outside, note=_note(made, iri))


def facts(
    made: Context, iri: str, names: Iterable[str], *, machine: bool = False
) -> tuple[Fact, ...]:
    """Return the properties `names` of a thing, in that order, without those it has not.

    What was entailed is left out unless `machine` says otherwise: the table of all
    statements has it.
    """
    rows = ((name, _shown(made, iri, name, machine=machine)) for name in names)
    return tuple(_fact(thing(made, index.full(name)), found) for name, found in rows if found)


def _fact(name: Value, found: tuple[Value, ...]) -> Fact:
    """Return a property with its values; a mark that all of them bear is told once."""
    marks = {one.mark for one in found}
    if len(found) == 1 or len(marks) > 1 or not all(marks):
        return Fact(name, found)
    bare = tuple(replace(one, mark="") for one in found)
    return Fact(replace(name, mark=found[0].mark), bare)


def things(made: Context, iri: str, name: str) -> tuple[Value, ...]:
    """Return the values of one property that were not entailed."""
    return _shown(made, iri, name, machine=False)


def notes(made: Context, iri: str) -> tuple[Text, ...]:
    """Return the editors' note on a thing, in the best language there is."""
    found = best(literals(made, iri, EDITORIAL_NOTE), made.lang)
    return (found,) if found else ()


def home(made: Context, iri: str) -> Value | None:
    """Return the record that `iri` belongs to when that is not the record of this page."""
    record = address.record_of(iri)
    return None if record == made.here else thing(made, record)


def anchor(made: Context, iri: str) -> str:
    """Return the place of a part on its own page; empty for parts of other records."""
    return address.local_name(iri) if address.record_of(iri) == made.here else ""


def _shown(made: Context, iri: str, name: str, *, machine: bool) -> tuple[Value, ...]:
    """Return the values of a property; texts in several languages give the best one."""
    found = [
        row for row in index.values(made.index, iri, name)
        if (machine or row.origin != "entailed") and row.iri != iri
    ]  # fmt: skip
    tagged = [row for row in found if _language(row)]
    if tagged:
        texts = {_language(row): row.term.value for row in tagged
                 if isinstance(row.term, ox.Literal)}  # fmt: skip
        text_found = best(texts, made.lang)
        return (Value(text_found),) if text_found else ()
    return _merged([value(made, row) for row in found])


def _merged(found: list[Value]) -> tuple[Value, ...]:
    """Return values; where they are many, those that read alike are told once, with their number.

    The table of all statements has each of them.
    """
    if len(found) <= MANY:
        return tuple(found)
    alike: dict[tuple[Text, str], list[Value]] = {}
    for one in found:
        alike.setdefault((one.text, one.mark), []).append(one)
    return tuple(
        same[0] if len(same) == 1 else replace(same[0], note=Text(f"× {len(same)}"))
        for same in alike.values()
    )


def _language(row: Said) -> str:
    """Return the language tag of a value, or an empty text."""
    return (row.term.language or "") if isinstance(row.term, ox.Literal) else ""


def _note(made: Context, iri: str) -> Text | None:
    """Return what a reader must know beside a name: that it is withheld, or whose a thing is."""
    if _NAME_WITHHELD.intersection(index.iris(made.index, iri, "withholds")):
        return Text(made.words["withheld"])
    whose = [label(made, agent) for agent in _defendants(made, iri)]
    told = label(made, iri).text
    missing = [name for name in whose if name.text not in told]
    return missing[0] if len(missing) == 1 else None


def _defendants(made: Context, iri: str) -> tuple[str, ...]:
    """Return whose a prosecution, charge or sentence is; nobody's for anything else."""
    prosecutions = [
        one for name in ("chargeIn", "sentenceFor") for one in index.iris(made.index, iri, name)
    ]
    return tuple(
        agent
        for one in (iri, *prosecutions)
        for agent in index.iris(made.index, one, "defendant")
        if agent != made.here
    )


def _rank(tag: str, order: tuple[str, ...]) -> tuple[int, int]:
    """Return the place of a language tag in the order of fallback; transliterations come last."""
    primary, _, rest = tag.lower().partition("-")
    if "latn" in rest:
        return (len(order) + 1, 0)
    return (order.index(primary) if primary in order else len(order), len(rest))


def _other(tag: str, lang: str) -> str:
    """Return a language tag that differs from the language of the page, else an empty text."""
    return "" if tag.lower() == lang else tag


def _unlabelled(made: Context, iri: str) -> Text:
    """Return a name for a thing without a label: "alleged act (act-1)", or the end of its IRI."""
    name = address.local_name(iri) or iri.rstrip("/").rpartition("/")[2] or iri
    types = [row.iri for row in index.said_types(made.index, iri) if row.iri]
    if index.full("SourceDocument") in types:
        return Text(f"{made.words['untitled']} ({name})")
    found = best(made.labels.get(types[0], {}), made.lang) if types else None
    return Text(f"{found.text} ({name})", found.lang) if found else Text(name)
