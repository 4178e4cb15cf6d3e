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
    nodes = [node for document in documents for node in _walk(document)]
    written = {node["id"]: node["label"] for node in nodes if "label" in node}
    whole = {document["id"] for document in documents}
    return {
        node["id"]: label
        for node in nodes
        if "label" not in node and node["id"] not in whole
        if (label := _label(node, terms, written))
    }


def _walk(node: Document) -> Iterator[Document]:
    yield node
    for value in node.values():
        if isinstance(value, list):
            for item in value:
                if isinstance(item, dict):
                    yield from _walk(item)


def _label(node: Document, terms: Terms, written: Labels) -> dict[str, str] | None:
    kind = node["type"]
    words = terms.labels.get(terms.classes[kind], {})
    if not set(LANGUAGES) <= set(words):
        return None
    details = _details(node, kind, terms, written)
    if details is None:
        return None
    return {
        language: ", ".join(filter(None, (_capital(words[language]), details.get(language, ""))))
        for language in LANGUAGES
    }


def _details(node: Document, kind: str, terms: Terms, written: Labels) -> dict[str, str] | None:
    """Return what follows the name of the class; None for a part that needs no label."""
    if terms.is_a(kind, "Event"):
        return {
            language: span(node.get("notBefore"), node.get("notAfter"), language)
            for language in LANGUAGES
        }
    if terms.is_a(kind, "Period"):
        return {language: _period(node, language) for language in LANGUAGES}
    if kind == "Charge":
        return _charge(node, written)
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


def _charge(node: Document, written: Labels) -> dict[str, str]:
    cited = next((node[key] for key in _CITED if key in node), None)
    label = written.get(cited, {}) if isinstance(cited, str) else {}
    return {language: label.get(language, _NO_ARTICLE[language]) for language in LANGUAGES}


def _penalty(node: Document, language: str, terms: Terms) -> str:
    kind = terms.labels.get(f"{ns.PPV}{node.get('penaltyType', '')}", {}).get(language, "")
    months = int(node.get("termMonths", 0))
    parts = (months // 12, "year"), (months % 12, "month"), (int(node.get("termDays", 0)), "day")
    term = " ".join(duration(number, unit, language) for number, unit in parts if number)
    amount = f"{node['amount']} {node.get('currency', '')}".strip() if "amount" in node else ""
    return ", ".join(filter(None, (kind, term, amount)))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
