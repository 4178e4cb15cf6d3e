"""The pages of data quality: what the rules found, record by record, and what is known of what."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from kg.model.ns import BASE
from kg.views.address import DEFAULT_LANGUAGE, local_name, page_path
from kg.views.browse import Choice
from kg.views.context import best
from kg.views.findings import SEVERITIES, Chosen, counted, file_of
from kg.views.prose import Prose
from kg.views.values import Text, Value
from kg.views.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.views.context import Labels, LabelsOf
    from kg.views.findings import Finding

PAGE: Final = "/report"
LIST: Final = "/report/findings"
RULES: Final = "/shapes"
PER_PAGE: Final = 50
KEYS: Final = ("severity", "kind", "rule", "record")
"""By what the list may be narrowed: fields of `Chosen` and of its address."""
_IRI: Final = re.compile(rf"{re.escape(BASE)}[^\s<>,;]*[^\s<>,;.)]")
_TEMPLATES: Final = 3


@dataclass(frozen=True, slots=True)
class Level:
    """One severity: what it means, how many findings it has, where they are listed."""

    key: str
    name: str
    meaning: str
    number: int
    records: int
    href: str


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule with findings: its page, what it says, how many findings in how many records."""

    rule: Value
    severity: str
    texts: tuple[Text, ...]
    findings: Choice
    records: int


@dataclass(frozen=True, slots=True)
class QualityPage:
    """All that `report.html` prints about findings."""

    heading: str
    total: int
    levels: tuple[Level, ...]
    rules: tuple[RuleRow, ...]
    kinds: tuple[Choice, ...]
    all_rules: str


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding: which record, which part and field of it, what is missing, how to mend it."""

    number: int
    record: Value
    others: Choice
    part: Value | None
    field: Value | None
    message: tuple[Value, ...]
    rule: Value
    severity: str
    file: str


@dataclass(frozen=True, slots=True)
class Filter:
    """One way to narrow the list, with what may be chosen."""

    key: str
    heading: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class FindingsPage:
    """All that `findings.html` prints."""

    heading: str
    shown: str
    filters: tuple[Filter, ...]
    chosen: tuple[Choice, ...]
    clear: str
    lines: tuple[FindingLine, ...]
    previous: str
    next: str
    csv: str
    whole: str


def address(chosen: Chosen, lang: str, number: int = 1, format_: str = "") -> str:
    """Return the address of a list of findings."""
    fields = [(key, getattr(chosen, key)) for key in KEYS]
    fields = [one for one in fields if one[1]]
    fields += [("page", str(number))] if number > 1 else []
    fields += [("format", format_)] if format_ else []
    fields += [("lang", lang)] if lang != DEFAULT_LANGUAGE else []
    return f"{LIST}?{urlencode(fields, safe='/')}" if fields else LIST


def quality_page(found: Sequence[Finding], lang: str) -> QualityPage:
    """Return what the rules found, counted by severity, rule and kind of record."""
    strings = words(lang)
    return QualityPage(
        heading=strings["quality"],
        total=len(found),
        levels=tuple(_level(found, severity, lang) for severity in SEVERITIES),
        rules=tuple(_rule_rows(found, lang)),
        kinds=tuple(
            Choice(Text(strings[f"quality_kind_{kind}"]), address(Chosen(kind=kind), lang), number)
            for kind, number in counted(found, "kind")
        ),
        all_rules=_with_language(RULES, lang),
    )


def findings_page(
    found: Sequence[Finding], chosen: Chosen, number: int, labels: LabelsOf, lang: str
) -> FindingsPage:
    """Return one page of a list of findings; a page past the end gives the last one."""
    strings = words(lang)
    held = [one for one in found if chosen.holds(one)]
    last = max(1, -(-len(held) // PER_PAGE))
    number = min(max(1, number), last)
    here = held[(number - 1) * PER_PAGE : number * PER_PAGE]
    numbers = Counter(one.record for one in found)
    named = labels(sorted({iri for one in here for iri in _named(one)}))
    first = (number - 1) * PER_PAGE + 1
    return FindingsPage(
        heading=strings["quality_findings"],
        shown=strings["shown_range"].format(
            first=first if held else 0, last=first + len(here) - 1 if held else 0, total=len(held)
        ),
        filters=tuple(_filter(found, chosen, key, lang) for key in ("severity", "kind", "rule")),
        chosen=tuple(_chips(chosen, lang)),
        clear=address(Chosen(), lang) if chosen != Chosen() else "",
        lines=tuple(_line(one, named, numbers[one.record], lang) for one in here),
        previous=address(chosen, lang, number - 1) if number > 1 else "",
        next=address(chosen, lang, number + 1) if number < last else "",
        csv=address(chosen, lang, format_="csv"),
        whole=_with_language(PAGE, lang),
    )


def _level(found: Sequence[Finding], severity: str, lang: str) -> Level:
    strings, mine = words(lang), [one for one in found if one.severity == severity]
    return Level(
        severity,
        strings[f"quality_{severity}"],
        strings[f"quality_{severity}_note"],
        len(mine),
        len({one.record for one in mine}),
        address(Chosen(severity), lang) if mine else "",
    )


def _rule_rows(found: Sequence[Finding], lang: str) -> list[RuleRow]:
    """Return the rules with findings: the graver first, then the more frequent."""
    strings = words(lang)
    groups: dict[tuple[str, str], list[Finding]] = {}
    for one in found:
        groups.setdefault((one.severity, one.rule), []).append(one)
    ranked = sorted(
        groups.items(), key=lambda row: (SEVERITIES.index(row[0][0]), -len(row[1]), row[0])
    )
    return [
        RuleRow(
            rule=_rule(rule, lang),
            severity=strings[f"quality_{severity}"],
            texts=tuple(_texts(mine, lang)[:_TEMPLATES]),
            findings=Choice(Text(rule), address(Chosen(severity, rule), lang), len(mine)),
            records=len({one.record for one in mine}),
        )
        for (severity, rule), mine in ranked
    ]


def _texts(found: Sequence[Finding], lang: str) -> list[Text]:
    """Return what a rule says, with what differs from finding to finding left open."""
    told: dict[Text, None] = {}
    for one in found:
        if text := best(one.messages, lang):
            told[Prose(_IRI.sub("…", text.text), text.lang)] = None
    return list(told)


def _filter(found: Sequence[Finding], chosen: Chosen, key: str, lang: str) -> Filter:
    """Return what may be chosen of a key, counted with the other choices as they are."""
    strings = words(lang)
    others = replace(chosen, **{key: ""})
    now = getattr(chosen, key)
    return Filter(
        key,
        strings[f"quality_by_{key}"],
        tuple(
            Choice(
                Text(_choice_name(key, value, lang)),
                address(replace(chosen, **{key: "" if value == now else value}), lang),
                number,
                value == now,
            )
            for value, number in counted([one for one in found if others.holds(one)], key)
        ),
    )


def _chips(chosen: Chosen, lang: str) -> list[Choice]:
    strings = words(lang)
    given = [(key, getattr(chosen, key)) for key in KEYS]
    return [
        Choice(
            Text(f"{strings[f'quality_by_{key}']}: {_choice_name(key, value, lang)}"),
            address(replace(chosen, **{key: ""}), lang), 0, is_chosen=True,
        )
        for key, value in given if value
    ]  # fmt: skip


def _choice_name(key: str, value: str, lang: str) -> str:
    if key in {"rule", "record"}:
        return value
    strings = words(lang)
    return strings.get(f"quality_kind_{value}" if key == "kind" else f"quality_{value}", value)


def _named(one: Finding) -> set[str]:
    """Return the IRIs whose labels a finding needs."""
    mentioned = {iri for text in one.messages.values() for iri in _IRI.findall(text)}
    return {one.record, one.focus, *mentioned} | ({one.field} if one.field else set())


def _line(one: Finding, named: Labels, number: int, lang: str) -> FindingLine:
    own = Chosen(record=one.record.removeprefix(BASE))
    text = best(one.messages, lang) or Text("")
    return FindingLine(
        number=one.number,
        record=_thing(one.record, named, lang),
        others=Choice(Text(words(lang)["quality_of_record"]), address(own, lang), number),
        part=_thing(one.focus, named, lang) if one.focus != one.record else None,
        field=_thing(one.field, named, lang) if one.field else None,
        message=tuple(_message(text, named, lang)),
        rule=_rule(one.rule, lang),
        severity=words(lang)[f"quality_{one.severity}"],
        file=file_of(one.record),
    )


def _message(text: Text, named: Labels, lang: str) -> list[Value]:
    """Return a message in pieces, with names and links instead of the addresses in it."""
    pieces: list[Value] = []
    at = 0
    for match in _IRI.finditer(text.text):
        pieces.append(Value(Prose(text.text[at : match.start()], text.lang)))
        pieces.append(_thing(match.group(), named, lang))
        at = match.end()
    return [*pieces, Value(Prose(text.text[at:], text.lang))]


def _thing(iri: str, named: Labels, lang: str) -> Value:
    name = best(named.get(iri, {}), lang)
    short = local_name(iri) or iri.removeprefix(BASE).removeprefix("id/")
    return Value(name or Text(short), page_path(iri, lang))


def _rule(code: str, lang: str) -> Value:
    return Value(Text(code), _with_language(f"{RULES}/{code}", lang))


def _with_language(path: str, lang: str) -> str:
    return path if lang == DEFAULT_LANGUAGE else f"{path}?lang={lang}"
