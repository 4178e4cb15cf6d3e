"""One data file, written out: the JSON-LD of its record, and the line of every statement.

Writing out is the one documented step before JSON-LD sees the file (`data/README.md`): ids
become addresses, dates become bounds and EDTF, `cite` becomes citations with ids of their own,
`article` becomes the property that fits what it names, and parts get the type of their list.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from kg.model import ids, ns
from kg.model.terms import KEYWORDS, SHORT_FORMS, Key, Terms
from kg.read import scalars
from kg.read.scalars import error
from kg.read.shared import share_sources
from kg.read.yaml_lines import Mapping, Node, Scalar, Sequence, parse

if TYPE_CHECKING:
    from kg.errors import SourceError

# Type of a part that stands in a list of its own kind.
LIST_TYPES: Final = {
    "prosecutions": "Prosecution",
    "charges": "Charge",
    "caseCharges": "Charge",
    "sentences": "Sentence",
    "acts": "AllegedAct",
    "roleHolders": "RoleHolder",
    "names": "PersonName",
    "cite": "Citation",
    "requestsPenalty": "RequestedPenalty",
    "allegesAct": "AllegedAct",
    "parts": "ArticlePart",
    "points": "ArticlePoint",
    "articles": "Article",
    "codes": "LegalCode",
    "versions": "ProvisionVersion",
    "laws": "LegalAct",
    "sections": "CodeSection",
    "chapters": "CodeChapter",
    "penalties": "StatutoryPenalty",
}
# Reversed keys that take ids of what stands in another record, not parts of this one.
REVERSED: Final = frozenset({"claimsAbout"})
_ARTICLE_KEYS: Final = (
    ("-point-", "citesPoint"),
    ("-part-", "citesPart"),
    ("-art-", "citesArticle"),
)
_DATE_KEYS: Final = {"Claim": "date", "Event": "date", "AllegedAct": "date", "Period": "since"}


@dataclass(frozen=True, slots=True)
class Record:
    """One record, written out.

    `lines` gives the line of (subject, predicate), and of (subject, '') for the subject itself;
    `references` the address, key and line of everything the file points to inside the dataset.
    """

    path: str
    iri: str
    graph: str
    document: dict[str, Any]
    lines: dict[tuple[str, str], int] = field(default_factory=dict)
    references: list[tuple[str, str, int]] = field(default_factory=list)

    @property
    def defines(self) -> list[tuple[str, int]]:
        """The addresses that the file gives a meaning to, with their lines."""
        return [
            (subject, line) for (subject, predicate), line in self.lines.items() if not predicate
        ]


def read_record(content: bytes, path: str, terms: Terms) -> Record:
    """Return the record of one data file. Raises `SourceError` with the line that is wrong."""
    root = parse(content, path)
    if "id" not in root.entries:
        raise error(path, root.line, "a record has an `id`; `kg new` mints one")
    short = _scalar(root, "id", path)
    try:
        iri = ids.record_iri(short.text)
    except ValueError as wrong:
        raise error(path, short.line, f"`id`: {wrong}") from None
    is_law = iri.startswith(ns.LAW)
    graph = ns.GRAPH_LAW if is_law else f"{ns.GRAPH_RECORD}{short.text}"
    record = Record(path, iri, graph, {})
    record.document.update(_Writer(record, terms).node(root, iri, None))
    share_sources(record.document, terms)
    return record


def _scalar(mapping: Mapping, key: str, path: str) -> Scalar:
    node = mapping.entries[key]
    if not isinstance(node, Scalar):
        raise error(path, mapping.lines[key], f"`{key}` is one text")
    return node


def _items(node: Node) -> tuple[Node, ...]:
    return node.items if isinstance(node, Sequence) else (node,)


@dataclass(slots=True)
class _Writer:
    """Writes the nodes of one file out; holds the record whose lines it fills."""

    record: Record
    terms: Terms

    def node(self, mapping: Mapping, iri: str, default_type: str | None) -> dict[str, Any]:
        """Return the JSON-LD node of a record or of one of its parts."""
        if (iri, "") in self.record.lines:
            first = self.record.lines[iri, ""]
            raise self._error(
                mapping.line, f"`{_local(iri)}` is defined twice, first on line {first}"
            )
        self.record.lines[iri, ""] = mapping.line
        type_name = self._type(mapping, default_type)
        written: dict[str, Any] = {"id": iri, "type": type_name}
        self._mark(iri, f"{ns.RDF}type", mapping.lines.get("type", mapping.line))
        for name, value in mapping.entries.items():
            if name in KEYWORDS:
                continue
            line = mapping.lines[name]
            if name in SHORT_FORMS:
                written.update(self._short_form(name, value, iri, type_name, mapping))
            elif (key := self.terms.keys.get(name)) is None:
                raise self._error(
                    line, f"`{name}` is no key of the data format; see data/README.md"
                )
            else:
                self._mark(iri, key.iri, line)
                written[name] = self._value(key, value, iri, line)
        self._add_period_edtf(written, mapping, iri)
        return written

    def _error(self, line: int, message: str) -> SourceError:
        return error(self.record.path, line, message)

    def _mark(self, iri: str, predicate: str, line: int) -> None:
        self.record.lines.setdefault((iri, predicate), line)

    def _type(self, mapping: Mapping, default_type: str | None) -> str:
        if "type" not in mapping.entries:
            if default_type is None:
                raise self._error(mapping.line, "`type` is missing; data/README.md lists the types")
            return default_type
        scalar = _scalar(mapping, "type", self.record.path)
        if scalar.text not in self.terms.classes:
            raise self._error(scalar.line, f"`type`: there is no class `{scalar.text}`")
        return scalar.text

    def _value(self, key: Key, node: Node, iri: str, line: int) -> Any:
        if key.value == "language":
            return self._texts(key, node, line)
        is_list = isinstance(node, Sequence)
        values = [
            self._one(key, item, iri, number) for number, item in enumerate(_items(node), start=1)
        ]
        if len({str(value) for value in values}) < len(values):
            raise self._error(line, f"`{key.name}` names the same thing twice")
        return values if is_list else values[0]

    def _one(self, key: Key, item: Node, iri: str, number: int) -> Any:
        if isinstance(item, Mapping):
            if key.name not in LIST_TYPES and key.value != "parts":
                raise self._error(item.line, f"`{key.name}` takes a value, not a mapping")
            return self._part(key, item, iri, number)
        if not isinstance(item, Scalar):
            raise self._error(item.line, f"`{key.name}` takes values, not a list of lists")
        if key.name in REVERSED:
            return self._leaf(Key(key.name, key.iri, "id"), item)
        if key.value == "parts" or key.name == "cite":
            raise self._error(item.line, f"`{key.name}` is a list of parts, each with its own keys")
        return self._leaf(key, item)

    def _leaf(self, key: Key, scalar: Scalar) -> str | dict[str, str]:
        if key.value == "id":
            target = scalars.reference(scalar, key.name, self.record.iri, self.record.path)
            if key.name not in scalars.WEB_KEYS:
                self.record.references.append((target, key.name, scalar.line))
            return target
        if key.value == "concept":
            return scalars.concept(scalar, key.name, self.terms.labels, self.record.path)
        if key.name == "issued":
            return scalars.issued(scalar, self.record.path)
        return scalars.plain(scalar, key, self.record.path)

    def _part(self, key: Key, mapping: Mapping, iri: str, number: int) -> dict[str, Any]:
        default_type = LIST_TYPES.get(key.name)
        if key.name == "cite" and "id" not in mapping.entries:
            joint = "-" if "#" in iri else "#"
            return self.node(mapping, f"{iri}{joint}cite-{number}", default_type)
        if "id" not in mapping.entries:
            raise self._error(mapping.line, f"a part in `{key.name}` has an `id`, as `charge-1`")
        scalar = _scalar(mapping, "id", self.record.path)
        return self.node(mapping, self._part_iri(scalar), default_type)

    def _part_iri(self, scalar: Scalar) -> str:
        part = scalars.reference(scalar, "id", self.record.iri, self.record.path)
        if not part.startswith((f"{self.record.iri}#", f"{self.record.iri}-")):
            raise self._error(
                scalar.line, f"`id`: `{scalar.text}` is not a part of `{_local(self.record.iri)}`"
            )
        return part

    def _texts(self, key: Key, node: Node, line: int) -> dict[str, Any]:
        if not isinstance(node, Mapping):
            raise self._error(
                line, f"`{key.name}` stands under languages, as `{key.name}: {{en: …}}`"
            )
        path = self.record.path
        return {
            scalars.language(tag, path, node.lines[tag]): self._text(key, value)
            for tag, value in node.entries.items()
        }

    def _text(self, key: Key, node: Node) -> str | list[str]:
        if isinstance(node, Sequence):
            return [
                text
                for item in node.items
                for text in [self._text(key, item)]
                if isinstance(text, str)
            ]
        if isinstance(node, Mapping):
            raise self._error(node.line, f"`{key.name}` takes one text for each language")
        return scalars.text(node, key.name, self.record.path)

    def _short_form(
        self, name: str, node: Node, iri: str, type_name: str, mapping: Mapping
    ) -> dict[str, Any]:
        line = mapping.lines[name]
        if not isinstance(node, Scalar):
            raise self._error(line, f"`{name}` is one text")
        if name == "article":
            return self._article(node, iri)
        self._check_date_key(name, type_name, line)
        if name == "ongoing":
            return self._dated(iri, line, {"lastKnownOngoing": self._day(node)})
        if type_name == "AllegedAct":
            return self._dated(iri, line, {"edtf": scalars.edtf(node, self.record.path)})
        first, last = {
            "date": ("notBefore", "notAfter"),
            "since": ("startNotBefore", "startNotAfter"),
            "until": ("endNotBefore", "endNotAfter"),
        }[name]
        found = scalars.date(node, name, self.record.path)
        values = {first: found.not_before, last: found.not_after}
        if name == "date":
            values["edtf"] = found.edtf
        return self._dated(iri, line, values)

    def _day(self, scalar: Scalar) -> str:
        found = scalars.date(scalar, "ongoing", self.record.path)
        if found.not_before != found.not_after or found.not_before is None:
            raise self._error(scalar.line, "`ongoing` is the exact day a source speaks for")
        return found.not_before

    def _dated(self, iri: str, line: int, values: dict[str, str | None]) -> dict[str, Any]:
        for key in values:
            self._mark(iri, self.terms.keys[key].iri, line)
        return {key: value for key, value in values.items() if value is not None}

    def _check_date_key(self, name: str, type_name: str, line: int) -> None:
        for ancestor, wanted in _DATE_KEYS.items():
            if self.terms.is_a(type_name, ancestor):
                if (name == "date") != (wanted == "date"):
                    right = "`date`" if wanted == "date" else "`since`, `until` or `ongoing`"
                    article = "an" if type_name[0] in "AEIOU" else "a"
                    raise self._error(
                        line, f"{article} {type_name} is dated by {right}, not `{name}`"
                    )
                return
        raise self._error(line, f"a {type_name} has no `{name}`")

    def _article(self, scalar: Scalar, iri: str) -> dict[str, Any]:
        target = scalars.reference(scalar, "article", self.record.iri, self.record.path)
        for mark, key in _ARTICLE_KEYS:
            if mark in target:
                self._mark(iri, self.terms.keys[key].iri, scalar.line)
                self.record.references.append((target, "article", scalar.line))
                return {key: target}
        raise self._error(
            scalar.line,
            f"`article` names an article, a part or a point, as law/ru-cc-art-318-part-1, "
            f"not `{scalar.text}`",
        )

    def _add_period_edtf(self, written: dict[str, Any], mapping: Mapping, iri: str) -> None:
        """Add the EDTF interval of a period of which one end is not an exact day.

        An empty start is unknown, `..` as the end is open (EDTF level 1).
        """
        ends = {
            name: (node.text, scalars.date(node, name, self.record.path).edtf)
            for name in ("since", "until")
            if isinstance(node := mapping.entries.get(name), Scalar)
        }
        if any(edtf for _, edtf in ends.values()):
            start, end = (
                ends[name][1] or ends[name][0] if name in ends else unknown
                for name, unknown in (("since", ""), ("until", ".."))
            )
            written["edtf"] = f"{start}/{end}"
            self._mark(iri, self.terms.keys["edtf"].iri, mapping.line)


def _local(iri: str) -> str:
    """Return an address as a data file writes it."""
    return iri.partition("#")[2] or iri.removeprefix(ns.ID).removeprefix(ns.BASE)
