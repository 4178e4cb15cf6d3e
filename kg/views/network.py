"""The network of cases with who is prosecuted in them and what is charged, as list and picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from kg.model.ns import BASE, ID
from kg.views import facet_index
from kg.views.address import language_query, page_path
from kg.views.browse import name
from kg.views.selection import Selection, short
from kg.views.values import Text, Value
from kg.views.words import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.views.browse import Ready
    from kg.views.values import RecordPage

CASES: Final = 40
"""How many cases a picture holds."""

FACETS: Final = {"article": "article", "case": "case", "cluster": "cluster", "person": "defendant"}
"""Field of the address → facet of the prosecutions."""
# What a record by itself shows, whether assessed or only reported.
_OWN: Final = frozenset({"case", "person"})


@dataclass(frozen=True, slots=True)
class Node:
    """One thing of the network; `key` is its id on the page."""

    key: str
    value: Value


@dataclass(frozen=True, slots=True)
class Member:
    """One case: who is prosecuted in it, as far as named, and under which articles."""

    case: Node
    persons: tuple[Node, ...]
    unnamed: str
    articles: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class NetworkPage:
    """All that `network.html` prints; the picture is made of the list on the page."""

    heading: str
    counts: str
    cut: str
    note: str
    members: tuple[Member, ...]
    more: str
    back: Value | None


def read(asked: Mapping[str, Sequence[str]]) -> tuple[str, str]:
    """Return the field and the IRI that a request asks for; two empty texts for none."""
    for key in FACETS:
        for one in asked.get(key, ())[:1]:
            if one:
                return key, f"{BASE if one.startswith('law/') else ID}{one}"
    return "", ""


def door(page: RecordPage, iri: str) -> Value | None:
    """Return the way from the page of a record to its network, where it has one."""
    is_prosecuted = bool(page.prosecutions or page.charged)
    if page.show or not (page.kind == "cluster" or (page.kind in _OWN and is_prosecuted)):
        return None
    fields = [(page.kind, short(iri))]
    fields += [("lang", page.lang)] if language_query(page.lang) else []
    text = words(page.lang)[f"{page.kind}_network"]
    return Value(Text(text), f"/network?{urlencode(fields)}")


def network_page(made: Ready, key: str, iri: str, lang: str) -> NetworkPage:
    """Return the network around a record, from the index of the prosecutions.

    By article and by group of cases only what monitors assess is shown. A group of cases names
    no persons: it may stand for a belief, and nobody is listed by that.
    """
    strings = words(lang)
    seeds = _prosecutions(made, key, iri)
    cases = _cases(made, seeds)
    shown = cases[:CASES]
    members = tuple(_member(made, case, lang, is_named=key != "cluster") for case in shown)
    return NetworkPage(
        heading=strings["network_of"].format(name=name(made, iri).text) if iri
        else strings["network"],
        counts=_counts(members, strings, is_named=key != "cluster"),
        cut=strings["network_cut"].format(shown=len(shown), total=len(cases))
        if len(cases) > len(shown) else "",
        note=strings["network_unnamed"] if key == "cluster" else "",
        members=members,
        more=Selection("cases", (("article", short(iri)),), lang=lang).address
        if key == "article" else "",
        back=Value(name(made, iri), page_path(iri, lang)) if iri else None,
    )  # fmt: skip


def _prosecutions(made: Ready, key: str, iri: str) -> int:
    if not key:
        return 0
    chosen = ((FACETS[key], iri),)
    return facet_index.picked(made.index, chosen, everything=key in _OWN)


def _cases(made: Ready, found: int) -> list[str]:
    """Return the cases of some prosecutions, those with most of them first."""
    counted = {
        case: (mask & found).bit_count() for case, mask in made.index.values["case"].items()
        if mask & found
    }  # fmt: skip
    return sorted(counted, key=lambda case: (-counted[case], case))


def _member(made: Ready, case: str, lang: str, *, is_named: bool) -> Member:
    """Return a case with everybody prosecuted in it, and all that is charged there."""
    index = made.index
    inside = index.values["case"][case]
    persons, others = [], 0
    for one, mask in index.values["defendant"].items():
        if mask & inside:
            # A defendant who is a part of the case is told by role and has no name.
            if "#" in one or not is_named:
                others += 1
            else:
                persons.append(_node(made, one, lang))
    articles = [
        _node(made, one, lang) for one, mask in index.values["article"].items() if mask & inside
    ]
    unnamed = words(lang)["network_others"].format(number=others) if others else ""
    return Member(
        _node(made, case, lang),
        tuple(sorted(persons, key=_by_name)),
        unnamed,
        tuple(sorted(articles, key=_by_name)),
    )


def _node(made: Ready, iri: str, lang: str) -> Node:
    key = short(iri).replace("/", "-").replace("#", "-")
    return Node(key, Value(name(made, iri) or Text(short(iri)), page_path(iri, lang)))


def _by_name(one: Node) -> tuple[str, str]:
    return one.value.text.text.casefold(), one.key


def _counts(members: Sequence[Member], strings: Mapping[str, str], *, is_named: bool) -> str:
    persons = {one.key for member in members for one in member.persons}
    articles = {one.key for member in members for one in member.articles}
    return strings["network_counts" if is_named else "network_counts_unnamed"].format(
        cases=len(members), persons=len(persons), articles=len(articles)
    )
