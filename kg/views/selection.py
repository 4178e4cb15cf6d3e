"""What somebody chose in a browse view: its address, and the query that gives the same rows."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from kg.model.ns import BASE, ID, PPO, PPV
from kg.views.address import DEFAULT_LANGUAGE
from kg.views.facets import OPEN_THEMES, PREFIXES
from kg.views.words import FALLBACK

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.views.facet_index import FacetIndex
    from kg.views.facets import View

BY_NAME: Final = "name"
_LOCAL: Final = re.compile(r"\?(?!record\b|value\b)(\w+)")
_PLAIN: Final = re.compile(r"[0-9A-Za-z -]+")


@dataclass(frozen=True, slots=True)
class Selection:
    """What an address of a view says; `chosen` are facets with the short forms of values."""

    kind: str
    chosen: tuple[tuple[str, str], ...] = ()
    everything: bool = False
    sort: str = BY_NAME
    page: int = 1
    more: str = ""
    lang: str = DEFAULT_LANGUAGE

    @property
    def address(self) -> str:
        """Return the one address of this selection, relative to the server."""
        fields = [*self.chosen]
        fields += [("scope", "all")] if self.everything else []
        fields += [("sort", self.sort)] if self.sort != BY_NAME else []
        fields += [("more", self.more)] if self.more else []
        fields += [("page", str(self.page))] if self.page > 1 else []
        fields += [("lang", self.lang)] if self.lang != DEFAULT_LANGUAGE else []
        return f"/{self.kind}?{urlencode(fields, safe='/')}" if fields else f"/{self.kind}"


def read(view: View, asked: Mapping[str, Sequence[str]], lang: str) -> Selection:
    """Return the selection that the fields of a request ask for; other fields are passed over."""
    chosen = tuple(
        (facet.key, value)
        for facet in view.facets if facet.shown
        for value in sorted(set(asked.get(facet.key, ()))) if value
    )  # fmt: skip
    sort = _last(asked, "sort")
    number = _last(asked, "page")
    return Selection(
        kind=view.kind,
        chosen=chosen,
        everything=bool(view.assessed) and _last(asked, "scope") == "all",
        sort=sort if sort in sorts(view) else BY_NAME,
        page=int(number) if number.isascii() and number.isdigit() and len(number) < 7 else 1,
        more=_last(asked, "more"),
        lang=lang,
    )


def sorts(view: View) -> tuple[str, ...]:
    """Return the orders that a view offers."""
    years = (key for key in ("year", "issued") if any(one.key == key for one in view.facets))
    return (BY_NAME, *years, *(key for key, _ in view.numbers))


def with_value(now: Selection, key: str, value: str) -> Selection:
    """Return the selection with one value chosen or, where it was, no longer."""
    pair = (key, value)
    left = tuple(one for one in now.chosen if one != pair)
    chosen = left if pair in now.chosen else (*now.chosen, pair)
    return replace(now, chosen=chosen, page=1, more="")


def short(value: str) -> str:
    """Return the form of a value in an address: `place/ru-spe`, `law/ru-cc-art-318`, `2021`."""
    for prefix in (PPV, PPO, ID, BASE):
        if value.startswith(prefix):
            return value.removeprefix(prefix)
    return value


def full(index: FacetIndex, now: Selection) -> tuple[tuple[str, str], ...]:
    """Return the chosen facets with whole values; one that nothing has becomes an empty text."""
    known = {key: {short(value): value for value in index.values.get(key, {})}
             for key, _ in now.chosen}  # fmt: skip
    return tuple((key, known[key].get(value, "")) for key, value in now.chosen)


def is_closed(chosen: Sequence[tuple[str, str]]) -> bool:
    """Return whether a theme is chosen under which nobody may be listed by name."""
    return any(key == "theme" and value not in OPEN_THEMES for key, value in chosen)


def query(view: View, chosen: Sequence[tuple[str, str]], now: Selection) -> str:
    """Return the query whose rows are those of the view: record and name, in its order of names.

    Values come from the index. Under a closed theme there are identifiers, and no names. A value
    that nothing has makes a query without rows.
    """
    patterns = [view.records]
    if view.assessed and not now.everything:
        patterns.append(view.assessed)
    patterns += [
        narrowed(view, key, value, number) for number, (key, value) in enumerate(chosen, 1)
    ]
    if is_closed(chosen):
        head, order = "?id", "?id"
        patterns.append('BIND(STRAFTER(STR(?record), "/id/") AS ?id)')
    else:
        extra = " ?defendant ?case" if view.tie else ""
        head, order = f"?record{extra} ?name", "STR(?name) ?record"
        patterns += [view.tie, *_names(view, now.lang)]
    body = "".join(f"  {one}\n" for one in patterns if one)
    return f"{PREFIXES}SELECT DISTINCT {head} WHERE {{\n{body}}}\nORDER BY {order}\n"


def narrowed(view: View, key: str, value: str, number: int) -> str:
    """Return the pattern of one facet with its value, its other variables its own."""
    facet = next(one for one in view.facets if one.key == key)
    pattern = _LOCAL.sub(rf"?\1_{number}", facet.pattern)
    if facet.literal:
        said = value if _PLAIN.fullmatch(value) else ""
        return pattern.replace("?value", f"?value_{number}") + (
            f' FILTER(STR(?value_{number}) = "{said}")'
        )
    return pattern.replace("?value", f"<{value}>" if value else "<urn:x-polpros:none>")


def _names(view: View, lang: str) -> list[str]:
    """Return the patterns that bind the name, by the order of fallback of a language."""
    order = FALLBACK[lang]
    found = [
        f'OPTIONAL {{ {view.named} {view.label} ?name_{tag} FILTER(LANG(?name_{tag}) = "{tag}") }}'
        for tag in order
    ]
    names = ", ".join(f"?name_{tag}" for tag in order)
    return [*found, f"BIND(COALESCE({names}, STR({view.named})) AS ?name)"]


def _last(asked: Mapping[str, Sequence[str]], name: str) -> str:
    found = asked.get(name, ())
    return found[-1] if found else ""
