"""The pages of the rules: all of them in a table, and one rule with everything it checks."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.model.ns import BASE, SH
from kg.views.address import DEFAULT_LANGUAGE, local_name, page_path, prefixed
from kg.views.browse import Choice
from kg.views.context import best
from kg.views.findings import SEVERITIES, Chosen
from kg.views.prose import Prose
from kg.views.quality import RULES, address
from kg.views.values import Text, Value
from kg.views.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.views.context import Labels, LabelsOf
    from kg.views.findings import Finding
    from kg.views.shapes import Check, Constraint

_IRI: Final = re.compile(r"<([^<>]+)>")
_OPEN: Final = re.compile(r"\{[?$]\w+\}")


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule in the table; `anchors` are the names of its shapes."""

    rule: Value
    anchors: tuple[str, ...]
    severities: str
    texts: tuple[Text, ...]
    findings: Choice


@dataclass(frozen=True, slots=True)
class RulesPage:
    """All that `rules.html` prints."""

    heading: str
    total: str
    lines: tuple[RuleLine, ...]
    report: str


@dataclass(frozen=True, slots=True)
class CheckShown:
    """One check: what it is about, what it asks, what it says."""

    shape: str
    anchor: str
    severity: str
    meaning: str
    targets: tuple[Value, ...]
    path: tuple[Value, ...]
    asks: tuple[str, ...]
    query: str
    text: Text
    others: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class RulePage:
    """All that `rule.html` prints."""

    code: str
    heading: str
    checks: tuple[CheckShown, ...]
    findings: Choice
    previous: Value | None
    next: Value | None
    all_rules: str


def rules_page(found: Sequence[Check], findings: Sequence[Finding], lang: str) -> RulesPage:
    """Return all rules, each with how often it found something in this release."""
    strings = words(lang)
    numbers = Counter(one.rule for one in findings)
    told: set[str] = set()
    lines = []
    for code, mine in _by_rule(found).items():
        shapes = dict.fromkeys(one.shape for one in mine if one.shape not in told)
        told.update(shapes)
        graver = [name for name in SEVERITIES if any(one.severity == name for one in mine)]
        lines.append(
            RuleLine(
                rule=_link(code, lang),
                anchors=tuple(local_name(shape) for shape in shapes),
                severities=", ".join(strings[f"quality_{name}"] for name in graver),
                texts=tuple(dict.fromkeys(_text(one, lang) for one in mine)),
                findings=_findings(code, numbers[code], lang),
            )
        )
    return RulesPage(
        heading=strings["rules"],
        total=strings["rules_total"].format(rules=len(lines), checks=len(found)),
        lines=tuple(lines),
        report=_with_language("/report", lang),
    )


def rule_page(
    code: str, found: Sequence[Check], findings: Sequence[Finding], labels: LabelsOf, lang: str
) -> RulePage | None:
    """Return the page of one rule, or None where there is no such rule."""
    every = _by_rule(found)
    if code not in every:
        return None
    codes, mine = [*every], every[code]
    named = labels(sorted({iri for one in mine for iri in _mentioned(one)}))
    at = codes.index(code)
    return RulePage(
        code=code,
        heading=words(lang)["rule"].format(code=code),
        checks=tuple(_shown(one, named, lang) for one in mine),
        findings=_findings(code, sum(one.rule == code for one in findings), lang),
        previous=_link(codes[at - 1], lang) if at else None,
        next=_link(codes[at + 1], lang) if at + 1 < len(codes) else None,
        all_rules=_with_language(RULES, lang),
    )


def _shown(one: Check, named: Labels, lang: str) -> CheckShown:
    strings = words(lang)
    text = best(dict(one.messages), lang) or Text("")
    return CheckShown(
        shape=one.shape,
        anchor=local_name(one.shape),
        severity=strings[f"quality_{one.severity}"],
        meaning=strings[f"quality_{one.severity}_note"],
        targets=tuple(_target(target.how, target.iri, named, lang) for target in one.targets),
        path=tuple(_thing(iri, named, lang) for iri in _IRI.findall(one.path)),
        asks=tuple(_in_words(ask, named, lang) for ask in one.constraints),
        query=one.query.strip(),
        text=_opened(text),
        others=tuple(
            _opened(Text(said, tag)) for tag, said in one.messages if said != text.text and tag
        ),
    )


def _in_words(one: Constraint, named: Labels, lang: str) -> str:
    """Return a constraint in words; one that has none stays as SHACL writes it."""
    strings = words(lang)
    inner = [
        ", ".join(_in_words(ask, named, lang) for ask in shape) or strings["sh_anything"]
        for shape in one.shapes
    ]
    values = [_value(value, named, lang) for value in one.values]
    if one.name == "property":
        return f"{', '.join(values)}: {'; '.join(inner)}"
    said = ", ".join(values) if values else "; ".join(inner)
    pattern = strings.get(f"sh_{one.name}")
    return pattern.format(value=said) if pattern else f"sh:{one.name} {said}"


def _value(text: str, named: Labels, lang: str) -> str:
    return _IRI.sub(lambda match: _thing(match.group(1), named, lang).text.text, text)


def _target(how: str, iri: str, named: Labels, lang: str) -> Value:
    shown = _thing(iri, named, lang)
    pattern = words(lang)[f"rule_{how}"]
    return Value(Text(pattern.format(name=shown.text.text), shown.text.lang), shown.href)


def _thing(iri: str, named: Labels, lang: str) -> Value:
    name = best(named.get(iri, {}), lang)
    short = prefixed(iri) or (iri.removeprefix(SH) and local_name(iri)) or iri.removeprefix(BASE)
    return Value(name or Text(short), page_path(iri, lang))


def _mentioned(one: Check) -> set[str]:
    """Return the IRIs whose labels a check needs."""
    found = {target.iri for target in one.targets} | set(_IRI.findall(one.path))
    for ask in one.constraints:
        found |= _of_constraint(ask)
    return found


def _of_constraint(one: Constraint) -> set[str]:
    own = {iri for value in one.values for iri in _IRI.findall(value)}
    return own.union(*(_of_constraint(ask) for shape in one.shapes for ask in shape))


def _by_rule(found: Iterable[Check]) -> dict[str, list[Check]]:
    every: dict[str, list[Check]] = {}
    for one in found:
        every.setdefault(one.rule, []).append(one)
    return every


def _findings(code: str, number: int, lang: str) -> Choice:
    return Choice(Text(code), address(Chosen(rule=code), lang) if number else "", number)


def _text(one: Check, lang: str) -> Text:
    return _opened(best(dict(one.messages), lang) or Text(""))


def _opened(text: Text) -> Text:
    """Return a message with a gap where a finding names a thing."""
    return Prose(_OPEN.sub("…", text.text), text.lang)


def _link(code: str, lang: str) -> Value:
    return Value(Text(code), _with_language(f"{RULES}/{code}", lang))


def _with_language(path: str, lang: str) -> str:
    return path if lang == DEFAULT_LANGUAGE else f"{path}?lang={lang}"
