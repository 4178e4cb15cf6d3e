"""What can go wrong with a request: the types of problem details (RFC 9457), in words."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from kg.errors import (
    EngineError,
    FederationError,
    KgError,
    NotAcceptableError,
    QueryError,
    QuerySyntaxError,
    QueryTimeoutError,
    UpdateError,
)
from kg.model.ns import BASE

if TYPE_CHECKING:
    from collections.abc import Mapping

PAGE: Final = "/problems"

Words = tuple[str, str]
"""A text in English and in Russian."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One type of problem. `name` is its section of the page at `PAGE`."""

    name: str
    title: Words
    meaning: Words
    mend: Words
    """What the caller can do."""
    is_limit: bool = False
    """Whether a limit was reached, so that the limits are told with it."""

    @property
    def iri(self) -> str:
        """Return the type that problem details name; it leads to the section of the page."""
        return f"{BASE}{PAGE[1:]}#{self.name}"


_NARROW: Final = (
    "Narrow the query: name a class or a property instead of a variable, join patterns by a "
    "shared variable, add LIMIT; or take the whole release from /download/ and ask it at home.",
    "Сузьте запрос: вместо переменной укажите класс или свойство, свяжите шаблоны общей "
    "переменной, добавьте LIMIT; или скачайте весь выпуск в /download/ и запрашивайте его у себя.",
)

SYNTAX: Final = Problem(
    "query-syntax",
    ("The query cannot be read", "Запрос не удаётся прочитать"),
    (
        "The text is not SPARQL 1.1. Line and column say where reading stopped.",
        "Текст не соответствует SPARQL 1.1. Строка и столбец показывают, где чтение прервалось.",
    ),
    (
        "Look at the line and column given, and just before them: a missing dot, bracket or PREFIX "
        "shows only there.",
        "Посмотрите на указанные строку и столбец и чуть раньше: пропущенная точка, скобка или "
        "PREFIX обнаруживаются только там.",
    ),
)
REFUSED: Final = Problem(
    "refused",
    ("This is not answered here", "На это здесь не отвечают"),
    (
        "The endpoint knows only the graphs of its release, and only addresses and values that can "
        "be read.",
        "Точка доступа знает лишь графы своего выпуска и только те адреса и значения, которые "
        "можно прочитать.",
    ),
    (
        "The detail says what was refused. SELECT DISTINCT ?g { GRAPH ?g { } } lists the graphs.",
        "Причина указана в подробностях. SELECT DISTINCT ?g { GRAPH ?g { } } перечисляет графы.",
    ),
)
FEDERATION: Final = Problem(
    "federation",
    ("This server asks no other", "Этот сервер не обращается к другим"),
    (
        "The query has a SERVICE clause. What another server would answer, and when, is not ours "
        "to promise.",
        "В запросе есть SERVICE. За то, что и когда ответит другой сервер, мы не отвечаем.",
    ),
    (
        "Let your own engine ask both sides, or take the release from /download/ and join it with "
        "the other data at home.",
        "Обращайтесь к обеим сторонам из своей системы или скачайте выпуск в /download/ и "
        "соедините его с другими данными у себя.",
    ),
)
READ_ONLY: Final = Problem(
    "read-only",
    ("Nothing can be changed here", "Здесь ничего нельзя изменить"),
    (
        "This is an update. The endpoint answers queries only, and a release never changes.",
        "Это запрос на изменение. Точка доступа только отвечает на запросы, а выпуск не меняется.",
    ),
    (
        "A query begins with SELECT, ASK, CONSTRUCT or DESCRIBE. To mend the data, edit a file in "
        "data/ and propose the change.",
        "Запрос начинается с SELECT, ASK, CONSTRUCT или DESCRIBE. Чтобы исправить данные, измените "
        "файл в data/ и предложите правку.",
    ),
)
BAD_REQUEST: Final = Problem(
    "bad-request",
    ("The request cannot be read", "Обращение не удаётся прочитать"),
    (
        "A parameter is missing, stands twice, contradicts another or is not UTF-8.",
        "Параметр отсутствует, повторяется, противоречит другому или не в UTF-8.",
    ),
    (
        "Send one query: as query= in the address, as a form, or as the body with the type "
        "application/sparql-query.",
        "Отправьте один запрос: как query= в адресе, как форму или как тело с типом "
        "application/sparql-query.",
    ),
)
NOT_FOUND: Final = Problem(
    "not-found",
    ("There is nothing here", "Здесь ничего нет"),
    (
        "This release has no such page, record, graph or file.",
        "В этом выпуске нет такой страницы, записи, графа или файла.",
    ),
    (
        "Search for the name, or look through the lists; a record may have been withdrawn.",
        "Поищите по имени или просмотрите списки; запись могла быть отозвана.",
    ),
)
METHOD: Final = Problem(
    "method-not-allowed",
    ("This method does not work here", "Этот метод здесь не работает"),
    (
        "Nothing can be written, replaced or deleted here. The header Allow lists what works.",
        "Здесь ничего нельзя записать, заменить или удалить. Что можно, сказано в заголовке Allow.",
    ),
    ("Use GET; for a long query, POST.", "Используйте GET, для длинного запроса POST."),
)
NOT_ACCEPTABLE: Final = Problem(
    "not-acceptable",
    ("Not in this format", "Не в этом формате"),
    (
        "Nothing that Accept or format= asks for is offered. SELECT and ASK give results, "
        "CONSTRUCT and DESCRIBE give graphs.",
        "Ничего из указанного в Accept или format= не предлагается. SELECT и ASK дают результаты, "
        "CONSTRUCT и DESCRIBE дают графы.",
    ),
    (
        "Choose one of the formats that the detail lists.",
        "Выберите один из форматов, перечисленных в подробностях.",
    ),
)
TOO_LARGE: Final = Problem(
    "too-large",
    ("The request is too large", "Обращение слишком велико"),
    (
        "A query, an address or a body may have only so many bytes, a query only so many words, "
        "graphs and brackets in brackets.",
        "Размер запроса, адреса и тела ограничен, как и число слов, графов и вложенных скобок в "
        "запросе.",
    ),
    (
        "Send long queries by POST; split long VALUES lists into several queries.",
        "Длинные запросы отправляйте методом POST; длинные списки VALUES разбейте на части.",
    ),
    is_limit=True,
)
MEDIA_TYPE: Final = Problem(
    "unsupported-media-type",
    ("The body is of a kind that is not read", "Тело такого вида не читается"),
    (
        "A POST is a form (application/x-www-form-urlencoded) or a query "
        "(application/sparql-query), in UTF-8.",
        "POST содержит форму (application/x-www-form-urlencoded) или запрос "
        "(application/sparql-query) в UTF-8.",
    ),
    ("Say in Content-Type what the body is.", "Укажите вид тела в Content-Type."),
)
LIMIT: Final = Problem(
    "limit-reached",
    ("A limit was reached", "Достигнут предел"),
    (
        "The query needed more time, memory or room for its answer than one query may have. It was "
        "stopped, and nothing of its answer is sent: an answer is whole or an error.",
        "Запросу понадобилось больше времени, памяти или места для ответа, чем положено одному "
        "запросу. Он остановлен, и ничего из ответа не отправлено: ответ бывает целым или никаким.",
    ),
    _NARROW,
    is_limit=True,
)
BUSY: Final = Problem(
    "busy",
    ("The query engine is busy", "Обработчик запросов занят"),
    (
        "Too many queries are waiting, or the engine is starting again.",
        "Слишком много запросов в очереди, или обработчик перезапускается.",
    ),
    (
        "Ask again after the seconds that Retry-After gives, one query at a time.",
        "Повторите через столько секунд, сколько указано в Retry-After, по одному запросу.",
    ),
    is_limit=True,
)
INTERNAL: Final = Problem(
    "internal",
    ("A fault of ours", "Ошибка на нашей стороне"),
    (
        "Something here does not work as it should.",
        "Что-то здесь работает не так, как должно.",
    ),
    (
        "Please report what you asked; the request itself is not logged.",
        "Сообщите нам, что вы спросили; само обращение не записывается.",
    ),
)
ALL: Final = (
    *(SYNTAX, FEDERATION, READ_ONLY, REFUSED, BAD_REQUEST, NOT_FOUND, METHOD, NOT_ACCEPTABLE),
    *(TOO_LARGE, MEDIA_TYPE, LIMIT, BUSY, INTERNAL),
)

_BY_STATUS: Final[Mapping[int, Problem]] = {
    HTTPStatus.NOT_FOUND: NOT_FOUND,
    HTTPStatus.METHOD_NOT_ALLOWED: METHOD,
    HTTPStatus.NOT_ACCEPTABLE: NOT_ACCEPTABLE,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: TOO_LARGE,
    HTTPStatus.REQUEST_URI_TOO_LONG: TOO_LARGE,
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE: TOO_LARGE,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: MEDIA_TYPE,
    HTTPStatus.SERVICE_UNAVAILABLE: BUSY,
}
# The first that an error is: a class stands before the one it is made from.
_BY_ERROR: Final[tuple[tuple[type[KgError], Problem], ...]] = (
    (FederationError, FEDERATION),
    (UpdateError, READ_ONLY),
    (QuerySyntaxError, SYNTAX),
    (NotAcceptableError, NOT_ACCEPTABLE),
    (QueryError, REFUSED),
    (QueryTimeoutError, LIMIT),
    (EngineError, BUSY),
)


def of_status(status: int) -> Problem:
    """Return the type of an error that is known by its status only."""
    other = BAD_REQUEST if status < HTTPStatus.INTERNAL_SERVER_ERROR else INTERNAL
    return _BY_STATUS.get(status, other)


def of_error(error: KgError) -> Problem:
    """Return the type of an expected error."""
    if isinstance(error, QueryError) and error.limit:
        return TOO_LARGE
    return next((problem for kind, problem in _BY_ERROR if isinstance(error, kind)), INTERNAL)
