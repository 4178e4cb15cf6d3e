"""Violations as values, and the validation report as Turtle and as rows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import total_ordering
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from kg.model.ns import BASE, SH

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from kg.check.graph import Term

REPORT: Final = f"{BASE}report"
ROW_FIELDS: Final = (
    "severity", "rule", "focus", "path", "value", "component", "shape", "message",
)  # fmt: skip

_SEVERITIES: Final = ("Violation", "Warning", "Info")
_RULE: Final = re.compile(r"[A-Z][0-9]{2}[a-z]?")
_PLAIN_IRI: Final = re.compile(r"<[^<>]*>")
_DEFAULTS: Final = {
    "MinCount": "has fewer values than required",
    "MaxCount": "has more values than allowed",
    "Class": "is not an instance of the required class",
    "Datatype": "is not a well-formed literal of the required datatype",
    "NodeKind": "is not of the required kind (IRI, blank node or literal)",
    "Pattern": "does not match the required pattern",
    "In": "is not one of the allowed values",
    "HasValue": "lacks the required value",
    "UniqueLang": "has two values in one language",
    "LanguageIn": "is not in an allowed language",
    "LessThan": "is not less than the value it is compared with",
    "LessThanOrEquals": "is greater than the value it is compared with",
    "Closed": "has a property that is not allowed here",
}


@total_ordering
@dataclass(frozen=True, slots=True)
class Violation:
    """One finding: `focus` breaks the rule. Sorted by severity, rule, focus, path and value."""

    rule: str
    """Identifier of the rule, as in the catalogue: `S03`."""
    severity: str
    """`Violation`, `Warning` or `Info`."""
    focus: Term
    path: str | None
    """Property path in SPARQL syntax: `<iri>`, `^<iri>`, …"""
    value: Term | None
    component: str
    """IRI of the constraint component."""
    shape: str
    """IRI of the named shape that holds the constraint."""
    messages: Mapping[str, str] = field(hash=False)
    """Language → text; "" where the text has no language."""

    def __lt__(self, other: Violation) -> bool:
        """Return whether this finding is listed before the other."""
        return self.key() < other.key()

    def key(self) -> tuple[int, tuple[str, ...]]:
        """Return what the findings are sorted by."""
        severity = _SEVERITIES.index(self.severity) if self.severity in _SEVERITIES else -1
        texts = (self.path or "", str(self.value or ""), self.component, self.shape)
        messages = (text for pair in sorted(self.messages.items()) for text in pair)
        return severity, (self.rule, str(self.focus), *texts, *messages)

    @property
    def message(self) -> str:
        """Return the English text, or the first of the others."""
        first = min(self.messages)
        return self.messages.get("en", self.messages[first])


def rule_id(messages: Mapping[str, str], shape: str) -> str:
    """Return the identifier of a rule: first word of its message, else start of the shape's name.

    `pps:L11-assessment` with the message "L12 …" is rule L12.
    """
    for text in (messages.get("en", ""), *(messages[language] for language in sorted(messages))):
        if match := re.match(rf"({_RULE.pattern})\b", text):
            return match[1]
    name = re.split(r"[#/]", shape)[-1]
    match = re.match(rf"{_RULE.pattern}(?=-|$)", name)
    return match[0] if match else name


def by_language(texts: Iterable[tuple[str, str]], component: str) -> dict[str, str]:
    """Return language → text; two texts in one language are joined, no text gives a plain one."""
    table: dict[str, list[str]] = {}
    for language, text in sorted(set(texts)):
        table.setdefault(language, []).append(text)
    if not table:
        name = component.removeprefix(SH).removesuffix("ConstraintComponent")
        return {"en": _DEFAULTS.get(name, f"does not meet sh:{name[:1].lower()}{name[1:]}")}
    return {language: " / ".join(parts) for language, parts in table.items()}


def rows(violations: Iterable[Violation]) -> list[tuple[str, ...]]:
    """Return one row of plain text for each finding, in the order of `ROW_FIELDS`."""
    return [
        (
            found.severity,
            found.rule,
            plain(found.focus),
            found.path or "",
            plain(found.value),
            found.component.removeprefix(SH),
            found.shape,
            found.message,
        )
        for found in sorted(violations, key=Violation.key)
    ]


def turtle(violations: Collection[Violation]) -> str:
    """Return the standard report (SHACL 1.0, section 3.6) without blank nodes, byte-stable.

    Results are numbered in their order. A path of more than one predicate is left out, for
    SHACL writes it with blank nodes; a blank node of the data is named after its result.
    """
    names = [f"<{REPORT}#r{number}>" for number in range(1, len(violations) + 1)]
    conforms = "false" if names else "true"
    result = f" ;\n  sh:result {', '.join(names)}" if names else ""
    head = f"@prefix sh: <{SH}> .\n\n<{REPORT}> a sh:ValidationReport ;\n  sh:conforms {conforms}"
    blocks = [
        _block(name, one)
        for name, one in zip(names, sorted(violations, key=Violation.key), strict=True)
    ]
    return "\n".join([f"{head}{result} .\n", *blocks])


def plain(term: Term | None) -> str:
    """Return the text of a term: an IRI or a literal without marks, nothing for no term."""
    return "" if term is None else term.value


def _block(name: str, found: Violation) -> str:
    """Return the triples of one result."""
    lines = [
        f"{name} a sh:ValidationResult",
        f"sh:resultSeverity sh:{found.severity}",
        f"sh:focusNode {_written(found.focus, name, 'focus')}",
        f"sh:sourceConstraintComponent <{found.component}>",
        f"sh:sourceShape <{found.shape}>",
    ]
    if found.path and _PLAIN_IRI.fullmatch(found.path):
        lines.append(f"sh:resultPath {found.path}")
    if found.value is not None:
        lines.append(f"sh:value {_written(found.value, name, 'value')}")
    for language in sorted(found.messages):
        text = found.messages[language]
        lines.append(f"sh:resultMessage {ox.Literal(text, language=language or None)}")
    return " ;\n  ".join(lines) + " .\n"


def _written(term: Term, result: str, part: str) -> str:
    """Return a term in Turtle; a blank node gets an IRI below its result."""
    return f"{result[:-1]}-{part}>" if isinstance(term, ox.BlankNode) else str(term)
