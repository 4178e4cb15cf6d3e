"""What can go wrong with a request: the types of problem details (RFC 9457), in words."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from kg.errors import (
    AddressError,
    BatchError,
    BatchSizeError,
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
from kg.views.words import words

if TYPE_CHECKING:
    from collections.abc import Mapping

PAGE: Final = "/problems"


@dataclass(frozen=True, slots=True)
class Problem:
    """One type of problem. `name` is its section of the page at `PAGE`."""

    name: str
    is_limit: bool = False
    """Whether a limit was reached, so that the limits are told with it."""

    @property
    def iri(self) -> str:
        """Return the type that problem details name; it leads to the section of the page."""
        return f"{BASE}{PAGE[1:]}#{self.name}"

    def title(self, lang: str) -> str:
        """Return what is wrong, in a few words."""
        return words(lang)[f"problem_{self.name}_title"]

    def meaning(self, lang: str) -> str:
        """Return what is wrong, in full."""
        return words(lang)[f"problem_{self.name}_meaning"]

    def mend(self, lang: str) -> str:
        """Return what the caller can do."""
        return words(lang)[f"problem_{self.name}_mend"]


SYNTAX: Final = Problem("query-syntax")
REFUSED: Final = Problem("refused")
FEDERATION: Final = Problem("federation")
READ_ONLY: Final = Problem("read-only")
BAD_REQUEST: Final = Problem("bad-request")
NOT_FOUND: Final = Problem("not-found")
MALFORMED: Final = Problem("malformed-address")
WITHDRAWN: Final = Problem("withdrawn")
METHOD: Final = Problem("method-not-allowed")
NOT_ACCEPTABLE: Final = Problem("not-acceptable")
TOO_LARGE: Final = Problem("too-large", is_limit=True)
MEDIA_TYPE: Final = Problem("unsupported-media-type")
LIMIT: Final = Problem("limit-reached", is_limit=True)
BUSY: Final = Problem("busy", is_limit=True)
INTERNAL: Final = Problem("internal")
ALL: Final = (
    *(SYNTAX, FEDERATION, READ_ONLY, REFUSED, BAD_REQUEST, MALFORMED, NOT_FOUND, WITHDRAWN),
    *(METHOD, NOT_ACCEPTABLE),
    *(TOO_LARGE, MEDIA_TYPE, LIMIT, BUSY, INTERNAL),
)

_BY_STATUS: Final[Mapping[int, Problem]] = {
    HTTPStatus.NOT_FOUND: NOT_FOUND,
    HTTPStatus.GONE: WITHDRAWN,
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
    (AddressError, MALFORMED),
    (BatchSizeError, TOO_LARGE),
    (BatchError, BAD_REQUEST),
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
