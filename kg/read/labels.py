"""Labels of the parts of records, in English and Russian, made from their class and their date.

A label never holds a name: who is meant stands in `defendant` and `affects`, and a name that has
to be withdrawn is then in no label that we made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kg.model import ns
from kg.model.datewords import duration, span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model.terms import Terms

LANGUAGES: Final = ("en", "ru")
_CITED: Final = ("citesPoint", "citesPart", "citesArticle")
_NO_ARTICLE: Final = {"en": "article not stated", "ru": "статья не указана"}

Document = dict[str, Any]
Labels = dict[str, dict[str, str]]


def part_labels(documents: list[Document], terms: Terms) -> Labels:
    """Return the labels of all parts that should have one and have none: IRI → language → text."""
    known = written(documents)
    found: Labels = {}
    for document in documents:
        found |= labels_in(document, terms, known)
    return found


def written(documents: list[Document]) -> Labels:
    """Return the labels that stand in the documents."""
    nodes = [node for document in documents for node in _walk(document)]
    return {node["id"]: node["label"] for node in nodes if "label" in node}


def labels_in(document: Document, terms: Terms, known: Labels) -> Labels:
    """Return the labels of the parts of one document; `known` has those of what it cites."""
    return {
        node["id"]: label
        for node in _walk(document)
        if "label" not in node and node is not document
        if (label := _label(node, terms, known))
    }


def cited(document: Document) -> list[str]:
    """Return the provisions of which `labels_in` makes labels, in their order, each once."""
    nodes = (node for node in _walk(document) if node["type"] == "Charge" and "label" not in node)
    found = (_provision(node) for node in nodes)
    return list(dict.fromkeys(iri for iri in found if iri))


def _provision(charge: Document) -> str | None:
    found = next((charge[key] for key in _CITED if key in charge), None)
    return found if isinstance(found, str) else None


def _walk(node: Document) -> Iterator[Document]:
    yield node
    for value in node.values():
        if isinstance(value, list):
            for item in value:
                if isinstance(item, dict):
                    yield from _walk(item)


def _label(node: Document, terms: Terms, known: Labels) -> dict[str, str] | None:
    kind = node["type"]
    words = terms.labels.get(terms.classes[kind], {})
    if not set(LANGUAGES) <= set(words):
        return None
    details = _details(node, kind, terms, known)
    if details is None:
        return None
    return {
        language: ", ".join(filter(None, (_capital(words[language]), details.get(language, ""))))
        for language in LANGUAGES
    }


def _details(node: Document, kind: str, terms: Terms, known: Labels) -> dict[str, str] | None:
    """Return what follows the name of the class; None for a part that needs no label."""
    if terms.is_a(kind, "Event"):
        return {
            language: span(node.get("notBefore"), node.get("notAfter"), language)
            for language in LANGUAGES
        }
    if terms.is_a(kind, "Period"):
        return {language: _period(node, language) for language in LANGUAGES}
    if kind == "Charge":
        return _charge(node, known)
    if terms.is_a(kind, "Penalty"):
        return {language: _penalty(node, language, terms) for language in LANGUAGES}
    if kind == "Prosecution":
        return {}
    return None


def _period(node: Document, language: str) -> str:
    start = span(node.get("startNotBefore"), node.get("startNotAfter"), language)
    end = span(node.get("endNotBefore"), node.get("endNotAfter"), language)
    since, until = ("начало:", "конец:") if language == "ru" else ("start:", "end:")
    return ", ".join(f"{word} {text}" for word, text in ((since, start), (until, end)) if text)


def _charge(node: Document, known: Labels) -> dict[str, str]:
    label = known.get(_provision(node) or "", {})
    return {language: label.get(language, _NO_ARTICLE[language]) for language in LANGUAGES}


def _penalty(node: Document, language: str, terms: Terms) -> str:
    kind = terms.labels.get(f"{ns.PPV}{node.get('penaltyType', '')}", {}).get(language, "")
    months = int(node.get("termMonths", 0))
    parts = (months // 12, "year"), (months % 12, "month"), (int(node.get("termDays", 0)), "day")
    term = " ".join(duration(number, unit, language) for number, unit in parts if number)
    term = term or _bounds(node, language)
    amount = f"{node['amount']} {node.get('currency', '')}".strip() if "amount" in node else ""
    return ", ".join(filter(None, (kind, term, amount)))


def _bounds(node: Document, language: str) -> str:
    """Return the bounds of a term in months, or nothing."""
    least, most = node.get("termMonthsAtLeast"), node.get("termMonthsAtMost")
    unit, from_, to = ("мес.", "от", "до") if language == "ru" else ("months", "from", "up to")
    if least and most:
        return f"{least}–{most} {unit}"
    return f"{to} {most} {unit}" if most else f"{from_} {least} {unit}" if least else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
