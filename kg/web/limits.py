"""The limits of the endpoint in words, in headers and as statements, from one table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.engine.limits import QUERY_PARTS
from kg.model.ns import BASE
from kg.web.edition import edition
from kg.web.sent import MAX_BODY

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.engine.limits import Limits
    from kg.web.problems import Words

PAGE: Final = "/limits"
TITLE: Final[Words] = ("Limits of the endpoint", "Пределы точки доступа")
MAX_ROWS: Final = 1000
"""Rows that a table on a page shows."""
MAX_SHEET_ROWS: Final = 65_535
"""Rows of a CSV file for spreadsheets at most: with its heading it fits into every program."""
MAX_HEADERS: Final = 64 * 1024
"""Bytes of address and headers of a request, beside those of a query in the address."""
RETRY_AFTER: Final = 30
"""Seconds after which a caller may ask again for what was stopped."""

DEFAULT_GRAPH: Final[Words] = (
    "A query without FROM sees every record, the law, the ontology, the vocabulary and all that "
    "follows from them, each triple once, and none of the metadata.",
    "Запрос без FROM видит все записи, законы, онтологию, словарь и всё, что из них следует, "
    "каждый триплет один раз, без метаданных.",
)
"""The rule of the default graph, as README, Service Description and limits page give it."""
_OF_FILES: Final[Words] = (
    "A query without FROM sees what the files put into no named graph, and none of their named "
    "graphs.",
    "Запрос без FROM видит то, что файлы не поместили в именованный граф, и не видит именованных "
    "графов.",
)


def default_graph() -> Words:
    """Return the rule of the default graph of what is served."""
    return DEFAULT_GRAPH if edition().is_release else _OF_FILES


FAIR_USE: Final[Words] = (
    "Ask one query at a time and wait after a 503 as long as Retry-After says. Whoever needs the "
    "whole takes the release from /download/: it is faster, and it can be cited. Queries are not "
    "logged, nobody is counted.",
    "Отправляйте по одному запросу и после ответа 503 ждите столько, сколько указано в "
    "Retry-After. Кому нужно всё целиком, скачайте выпуск в /download/: так быстрее, и на него "
    "можно сослаться. Запросы не записываются, посетители не считаются.",
)


@dataclass(frozen=True, slots=True)
class _Row:
    """One limit: its name, how it is measured, where it is read, and what happens past it."""

    name: str
    unit: str
    read: Callable[[Limits], float]
    label: Words
    past: Words
    header: str = ""


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit with its value, told in one language."""

    name: str
    """Section of the page, and the last part of `iri`."""
    label: str
    value: str
    """As people read it, with its unit."""
    past: str
    """What happens past it."""
    number: float
    header: str
    """Name of the header that tells it, or nothing."""

    @property
    def iri(self) -> str:
        """Return the property by which the Service Description tells this limit."""
        return f"{BASE}{PAGE[1:]}#{self.name}"


_STOPPED: Final = (
    "The query is stopped; 503 with Retry-After, and nothing of the answer.",
    "Запрос останавливается; 503 с Retry-After, и ничего из ответа.",
)
_REFUSED: Final = ("The query is refused: 400.", "Запрос отклоняется: 400.")


def head_size(limits: Limits) -> int:
    """Return the bytes that address and headers of a request may have together.

    Few escaped queries are that long; POST takes every query that is read.
    """
    return limits.query_size + MAX_HEADERS


_ROWS: Final = (
    _Row(
        "timeout", "s", lambda limits: limits.timeout,
        ("Time of a query, waiting included", "Время запроса вместе с ожиданием"),
        _STOPPED, "Polpros-Timeout",
    ),
    _Row(
        "memory", "B", lambda limits: limits.memory,
        ("Memory that all queries at work share", "Память на все выполняемые запросы вместе"),
        _STOPPED, "Polpros-Memory-Limit",
    ),
    _Row(
        "answer-size", "B", lambda limits: limits.answer_size,
        ("Size of an answer", "Размер ответа"), _STOPPED, "Polpros-Answer-Limit",
    ),
    _Row(
        "query-size", "B", lambda limits: limits.query_size,
        ("Size of a query's text", "Размер текста запроса"), _REFUSED, "Polpros-Query-Limit",
    ),
    _Row(
        "nesting", "", lambda limits: limits.nesting,
        ("Depth of nested brackets in a query", "Вложенность скобок в запросе"), _REFUSED,
    ),
    _Row(
        "tokens", "", lambda _: QUERY_PARTS["tokens"],
        ("Words and marks of a query", "Слов и знаков в запросе"), _REFUSED,
    ),
    _Row(
        "graphs", "", lambda _: QUERY_PARTS["graphs"],
        ("Graphs that FROM may name", "Графов в FROM"), _REFUSED,
    ),
    _Row(
        "triple-terms", "", lambda _: QUERY_PARTS["triple-terms"],
        ("Triple terms of a query (SPARQL 1.2)", "Триплетов-термов в запросе (SPARQL 1.2)"),
        _REFUSED,
    ),
    _Row(
        "bases", "", lambda _: QUERY_PARTS["bases"],
        ("BASE declarations of a query with FROM", "Объявлений BASE в запросе с FROM"), _REFUSED,
    ),
    _Row(
        "iri-length", "", lambda _: QUERY_PARTS["iri-length"],
        ("Characters of an IRI that FROM depends on", "Символов в IRI, от которого зависит FROM"),
        _REFUSED,
    ),
    _Row(
        "dotted-names", "", lambda _: QUERY_PARTS["dotted-names"],
        (
            "Characters of prefixed names with two dots, all together",
            "Символов во всех сокращённых именах с двумя точками вместе",
        ),
        _REFUSED,
    ),
    _Row(
        "workers", "", lambda limits: limits.workers,
        ("Long queries at work at once", "Длинных запросов одновременно"),
        ("Further ones wait.", "Остальные ждут."),
    ),
    _Row(
        "queue", "", lambda limits: limits.queue,
        ("Queries that may wait", "Запросов в очереди"),
        ("Further ones get 503 with Retry-After.", "Остальные получают 503 с Retry-After."),
    ),
    _Row(
        "spool", "B", lambda limits: limits.spool,
        ("Answers that are being sent, all together", "Все отправляемые ответы вместе"),
        ("Further ones get 503 with Retry-After.", "Остальные получают 503 с Retry-After."),
    ),
    _Row(
        "address-size", "B", head_size,
        ("Size of an address with all headers", "Размер адреса вместе с заголовками"),
        ("It is refused: 431; POST takes as long a query.",
         "Обращение отклоняется: 431; POST принимает столь же длинный запрос."),
    ),
    _Row(
        "body-size", "B", lambda _: MAX_BODY,
        ("Size of the body of a request", "Размер тела обращения"),
        ("It is refused: 413.", "Обращение отклоняется: 413."),
    ),
    _Row(
        "page-rows", "", lambda _: MAX_ROWS,
        ("Rows of a table on a page", "Строк таблицы на странице"),
        (
            "The page shows the first ones and says so; the files have all.",
            "Страница показывает первые и сообщает об этом; в файлах есть все.",
        ),
    ),
    _Row(
        "spreadsheet-rows", "", lambda _: MAX_SHEET_ROWS,
        ("Rows of CSV for spreadsheets", "Строк CSV для электронных таблиц"),
        (
            "It is refused: 400; strict CSV has all rows.",
            "Запрос отклоняется: 400; в строгом CSV есть все строки.",
        ),
    ),
)  # fmt: skip


def limits_in(lang: str, limits: Limits) -> list[Limit]:
    """Return every limit with its value, in the order of the page."""
    at = 1 if lang == "ru" else 0
    return [
        Limit(
            row.name,
            row.label[at],
            _value(row.read(limits), row.unit, lang),
            row.past[at],
            row.read(limits),
            row.header,
        )
        for row in _ROWS
    ]


def limit_headers(limits: Limits) -> dict[str, str]:
    """Return the headers that tell the limits, seconds and bytes as plain numbers."""
    return {row.header: f"{row.read(limits):.15g}" for row in _ROWS if row.header}


def limit_members(limits: Limits) -> dict[str, float]:
    """Return the limits of a query by name, for problem details; seconds and bytes."""
    return {row.name: row.read(limits) for row in _ROWS if row.header or row.past is _REFUSED}


HEADERS: Final = tuple(row.header for row in _ROWS if row.header)
"""Names of the headers that tell limits."""

_SIZES: Final = (
    (1 << 30, ("GiB", "ГиБ")),
    (1 << 20, ("MiB", "МиБ")),
    (1 << 10, ("KiB", "КиБ")),
)
_UNITS: Final = {"s": ("seconds", "секунд"), "B": ("bytes", "байт")}


def _value(number: float, unit: str, lang: str) -> str:
    """Return a number with its unit; bytes in the largest binary unit that fits them whole."""
    at = 1 if lang == "ru" else 0
    for size, names in _SIZES:
        if unit == "B" and number >= size and number % size == 0:
            return f"{number / size:g} {names[at]}"
    text = f"{number:,.15g}".replace(",", " ")
    return f"{text} {_UNITS[unit][at]}" if unit else text
