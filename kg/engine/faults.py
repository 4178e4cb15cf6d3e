"""The engine room's own expected errors."""

from __future__ import annotations

from kg.errors import KgError, QueryError


class QuerySyntaxError(QueryError):
    """A query that cannot be read; says line and column, both counted from 1, where known."""

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        """Put the place in front of the message."""
        place = f"line {line}, column {column}: " if line is not None else ""
        super().__init__(f"{place}{message}")
        self.message = message
        self.line = line
        self.column = column


class EngineError(KgError):
    """The engine host is not there, or cannot answer now."""

    exit_code = 6
    status = 503
