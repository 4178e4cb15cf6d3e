"""The search page: what was found, why, and what to do where nothing was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol
from urllib.parse import urlencode

from kg.views.address import DEFAULT_LANGUAGE, page_path
from kg.views.context import best
from kg.views.values import Text, Value
from kg.views.words import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PER_PAGE: Final = 20

_UNSURE: Final = frozenset({"beginning", "sound", "without_patronymic", "similar", "keyboard"})
"""Why something was found that a reader would not see by itself."""


class Form(Protocol):
    """A text by which a record is known."""

    @property
    def text(self) -> str:
        """Return the text."""

    @property
    def lang(self) -> str:
        """Return its language, or an empty text."""


class Hit(Protocol):
    """What the page needs to know of a record found; `kg.release.search.Hit` is one."""

    @property
    def iri(self) -> str:
        """Return its address."""

    @property
    def kind(self) -> str:
        """Return its kind."""

    @property
    def year(self) -> str:
        """Return the year of a document or the first one of a case, or an empty text."""

    @property
    def labels(self) -> Mapping[str, str]:
        """Return language → label."""

    @property
    def form(self) -> Form:
        """Return the form that matched."""

    @property
    def how(self) -> str:
        """Return why it was found."""

    @property
    def whole(self) -> Mapping[str, str]:
        """Return, of a part, language → label of the record it belongs to."""


@dataclass(frozen=True, slots=True)
class Search:
    """What was asked for: the text, one kind or all, the number of the page."""

    text: str
    kind: str
    page: int
    lang: str

    def address(self, **other: str) -> str:
        """Return the address of this search with some of it changed."""
        said = {"q": self.text, "kind": self.kind, **other}
        said |= {"lang": self.lang} if self.lang != DEFAULT_LANGUAGE else {}
        return f"/search?{urlencode({name: value for name, value in said.items() if value})}"


@dataclass(frozen=True, slots=True)
class Choice:
    """One kind of results; `number` is empty where more was found than is counted."""

    label: str
    number: str
    href: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Result:
    """One record found: the link, what it is (a part: of what), the form that matched, and why."""

    record: Value
    kind: str
    year: str
    whole: Text | None
    matched: Text | None
    why: str


@dataclass(frozen=True, slots=True)
class SearchPage:
    """All that `search.html` prints."""

    text: str
    kind: str
    amount: str
    range: str
    choices: tuple[Choice, ...]
    results: tuple[Result, ...]
    previous: str
    next: str
    json: str
    description: str
    hint: str
    elsewhere: str
    """Where the same is found among all kinds, when the chosen kind has none."""


def search_page(  # noqa: PLR0913 - what was asked, and each value of what was found
    asked: Search,
    hits: Sequence[Hit],
    total: int,
    kinds: Mapping[str, int],
    *,
    is_more: bool,
    hint: str = "",
) -> SearchPage:
    """Return the page of what was found.

    `kinds` counts all that was found by kind; with a number of 0 it was not counted. `hint` is
    the key of a sentence for who finds nothing.
    """
    strings = words(asked.lang)
    first = (asked.page - 1) * PER_PAGE
    amount = strings["search_found_more" if is_more else "search_found"].format(number=total)
    shown = strings["search_range"].format(first=first + 1, last=first + len(hits))
    return SearchPage(
        text=asked.text,
        kind=asked.kind,
        amount=amount if hits else "",
        range=shown if hits and total > len(hits) else "",
        choices=_choices(asked, kinds),
        results=tuple(_result(hit, asked.lang) for hit in hits),
        previous=asked.address(page=str(asked.page - 1)) if asked.page > 1 else "",
        next=asked.address(page=str(asked.page + 1)) if first + len(hits) < total else "",
        json=asked.address(format="json"),
        description=f"/opensearch.xml?lang={asked.lang}",
        hint=strings[hint] if hint else "",
        elsewhere=asked.address(kind="") if not hits and asked.kind and kinds else "",
    )


def _choices(asked: Search, kinds: Mapping[str, int]) -> tuple[Choice, ...]:
    """Return the kinds to choose from; none where there is nothing to choose."""
    if len(kinds) < 2 and not asked.kind:
        return ()
    strings = words(asked.lang)
    every = Choice(strings["search_all"], "", asked.address(kind=""), not asked.kind)
    return every, *(
        Choice(strings[kind], str(number or ""), asked.address(kind=kind), kind == asked.kind)
        for kind, number in kinds.items()
    )


def _result(hit: Hit, lang: str) -> Result:
    strings = words(lang)
    label = best(hit.labels, lang) or Text(hit.form.text)
    differs = hit.form.text != label.text and (hit.how != "number")
    return Result(
        record=Value(label, page_path(hit.iri, lang)),
        kind=strings[f"one_{hit.kind}"],
        year=hit.year,
        whole=best(hit.whole, lang),
        matched=Text(hit.form.text, _language(hit.form.lang, lang)) if differs else None,
        why=strings[f"how_{hit.how}"] if hit.how in _UNSURE else "",
    )


def _language(tag: str, lang: str) -> str:
    return "" if tag.partition("-")[0] == lang and "-" not in tag else tag
