"""What people must know about the endpoint: its limits, and what its errors mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from flask import Blueprint

from kg.views.values import Text
from kg.web import limits, problems
from kg.web.edition import edition
from kg.web.pages import asked_language, page

if TYPE_CHECKING:
    from flask import Response

    from kg.web.problems import Words

blueprint: Final = Blueprint("guide", __name__)

_WORDS: Final[dict[str, Words]] = {
    "whole": (
        "An answer is whole or an error. Nothing is cut short in silence: not by time, not by "
        "size, not by a number of rows.",
        "Ответ бывает целым или никаким. Ничто не обрезается молча: ни по времени, ни по размеру, "
        "ни по числу строк.",
    ),
    "limit": ("Limit", "Предел"),
    "past": ("Past it", "Что за ним"),
    "header": ("Header", "Заголовок"),
    "narrow": ("How to narrow a query", "Как сузить запрос"),
    "fair": ("Fair use", "Добросовестное использование"),
    "fair_use": limits.FAIR_USE,
    "default": ("The default graph", "Граф по умолчанию"),
    "protocol": ("The protocol", "Протокол"),
    "parameters": (
        "SPARQL 1.1 Protocol, query operation: GET, POST of a form, POST of application/"
        "sparql-query. Parameters are query, default-graph-uri, named-graph-uri, version (1.0, "
        "1.1, 1.2 or 1.2-basic, of which the engine reads what it knows; any other is refused), "
        "format and lang; what else a client adds is passed over. Updates are refused. One graph "
        "at a time: /graph-store?default or ?graph= and its IRI.",
        "Протокол SPARQL 1.1, операция запроса: GET, POST формы, POST с типом application/"
        "sparql-query. Параметры: query, default-graph-uri, named-graph-uri, version (1.0, 1.1, "
        "1.2 или 1.2-basic, из которых читается то, что известно обработчику; прочие "
        "отклоняются), format и lang; остальное пропускается. Обновления отклоняются. Один граф "
        "целиком: /graph-store?default или ?graph= и его IRI.",
    ),
    "problems": ("What each error means", "Что означает каждая ошибка"),
    "spreadsheet": (
        "format=csv is the CSV of the specification, for programs. format=spreadsheet is CSV for "
        "people: it begins with a mark that says UTF-8, each column of addresses has a column of "
        "labels beside it, and a cell that a spreadsheet would take for a formula begins with an "
        "apostrophe.",
        "format=csv даёт CSV по спецификации, для программ. format=spreadsheet даёт CSV для людей: "
        "в начале стоит метка UTF-8, рядом с каждым столбцом адресов стоит столбец названий, а "
        "ячейка, которую таблица приняла бы за формулу, начинается с апострофа.",
    ),
}
_NARROW: Final[tuple[Words, ...]] = (
    (
        "Begin with the pattern that finds least: a class, a fixed IRI, a fixed property.",
        "Начинайте с шаблона, который находит меньше всего: класс, известный IRI, свойство.",
    ),
    (
        "Join every pattern to the others by a variable; two patterns without one multiply.",
        "Связывайте каждый шаблон с остальными через переменную; несвязанные перемножаются.",
    ),
    (
        "Write the IRI into the pattern, not into FILTER(?x = <…>).",
        "Пишите IRI прямо в шаблоне, а не в FILTER(?x = <…>).",
    ),
    (
        "Use MINUS or OPTIONAL with !BOUND where FILTER NOT EXISTS has two patterns or more.",
        "Вместо FILTER NOT EXISTS с двумя и более шаблонами берите MINUS или OPTIONAL с !BOUND.",
    ),
    (
        "Ask for pages with ORDER BY, LIMIT and OFFSET.",
        "Запрашивайте по частям: ORDER BY, LIMIT и OFFSET.",
    ),
    (
        "For everything at once take the files in /download/, or one graph from /graph-store.",
        "Чтобы получить всё сразу, возьмите файлы в /download/ или один граф в /graph-store.",
    ),
)
_PROBLEMS: Final[Words] = ("Errors and what they mean", "Ошибки и что они означают")
_LEAD: Final[Words] = (
    "Programs get errors as application/problem+json (RFC 9457); its type is an address of this "
    "page, and line, column and limits stand in it where they are known.",
    "Программы получают ошибки как application/problem+json (RFC 9457); type указывает на раздел "
    "этой страницы, а строка, столбец и пределы указаны там, где известны.",
)


@blueprint.route(limits.PAGE)
def limits_page() -> Response:
    """Return the page of the limits."""
    lang = asked_language()
    at = 1 if lang == "ru" else 0
    return page(
        "limits.html",
        title=Text(limits.TITLE[at]),
        limits=limits.limits_in(lang, edition().store.limits),
        words={key: texts[at] for key, texts in _WORDS.items()},
        rule=limits.default_graph()[at],
        narrow=[texts[at] for texts in _NARROW],
        problems=f"{problems.PAGE}?lang={lang}",
    )


@blueprint.route(problems.PAGE)
def problems_page() -> Response:
    """Return the page of the types of errors."""
    lang = asked_language()
    at = 1 if lang == "ru" else 0
    told = [
        {
            "name": one.name,
            "title": one.title[at],
            "meaning": one.meaning[at],
            "mend": one.mend[at],
        }
        for one in problems.ALL
    ]
    return page(
        "problems.html",
        title=Text(_PROBLEMS[at]),
        lead=_LEAD[at],
        problems=told,
        limits=f"{limits.PAGE}?lang={lang}",
        limits_title=limits.TITLE[at],
    )
