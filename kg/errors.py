"""Every expected error of the program, each with its exit code and its HTTP status."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class SourceLine:
    """One line of one data file; `line` counts from 1."""

    path: str
    line: int

    def __str__(self) -> str:
        """Return `path:line`, the form editors and terminals can jump to."""
        return f"{self.path}:{self.line}"


class KgError(Exception):
    """An expected error: what is wrong, where, and what would be right."""

    exit_code = 1
    status = 500

    def __init__(self, message: str = "", *, limit: str = "") -> None:
        """Keep the name of the limit that was met, if one was (see the page of the limits)."""
        super().__init__(message)
        self.limit = limit


class ConfigError(KgError):
    """A setting or a command-line argument cannot be used."""

    exit_code = 2


class SourceError(KgError):
    """A data file cannot be read as a record; says file and line."""

    exit_code = 3

    def __init__(self, where: SourceLine, message: str) -> None:
        """Keep the line beside the message."""
        super().__init__(f"{where}: {message}")
        self.where = where
        self.message = message


class SourcesError(KgError):
    """Several data files, or several lines of one, cannot be read."""

    exit_code = 3

    def __init__(self, errors: list[SourceError]) -> None:
        """Keep the single errors, in the order of file and line."""
        self.errors = sorted(errors, key=lambda error: error.where)
        super().__init__("\n".join(str(error) for error in self.errors))


class UnplacedError(KgError):
    """A row of a table cannot be made a record; says why. An import lists it and goes on."""

    exit_code = 4


class RefusedError(KgError):
    """The data breaks a rule, contradicts itself or entails an identity: no release."""

    exit_code = 4


class DumpError(KgError):
    """A release folder is missing, incomplete or damaged."""

    exit_code = 5


class QueryError(KgError):
    """A query or an address of a request cannot be answered: the caller's fault."""

    exit_code = 6
    status = 400


class AddressError(QueryError):
    """An address of this site that is malformed: no identifier could look so."""


class NotAcceptableError(QueryError):
    """No offered media type fits the Accept header."""

    status = 406


class BatchError(KgError):
    """A batch of a reconciliation client cannot be read."""

    exit_code = 6
    status = 400


class BatchSizeError(BatchError):
    """A batch of a reconciliation client asks too much at once."""

    status = 413


class QueryTimeoutError(KgError):
    """A query passed its limit of time or memory."""

    exit_code = 6
    status = 503


class QuerySyntaxError(QueryError):
    """A query that cannot be read; says line and column, both counted from 1, where known."""

    def __init__(
        self, message: str, line: int | None = None, column: int | None = None, *, limit: str = ""
    ) -> None:
        """Put the place in front of the message."""
        place = f"line {line}, column {column}: " if line is not None else ""
        super().__init__(f"{place}{message}", limit=limit)
        self.message = message
        self.line = line
        self.column = column


class FederationError(QuerySyntaxError):
    """A query that asks another server: this one asks none."""


class UpdateError(QuerySyntaxError):
    """An update: nothing can be changed here."""


class EngineError(KgError):
    """The engine host is not there, or cannot answer now."""

    exit_code = 6
    status = 503
