"""What a query may use: one value that the engine keeps and that pages and headers tell."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

from kg.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.config import Config


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one server. Every one of them is a setting of the same name."""

    timeout: float = 30.0
    """Seconds from the request to the finished answer, waiting included."""
    memory: int = 640 * 1024 * 1024
    """Bytes that all queries at work share, beyond the loaded release; unfinished answers count."""
    workers: int = 4
    """Queries that may be at work for long at once; those that are soon done go beside them."""
    query_size: int = 256 * 1024
    """Bytes of a query's text."""
    nesting: int = 100
    """How deep brackets may be nested in a query."""
    answer_size: int = 64 * 1024 * 1024
    """Bytes of a written answer."""
    queue: int = 32
    """Queries that may wait for a worker; more are refused until one is done."""
    spool: int = 128 * 1024 * 1024
    """Bytes of finished answers that are kept: while they are sent, and to be given again."""

    @classmethod
    def of(cls, config: Config) -> Limits:
        """Return the limits that the settings name."""
        return cls(**{name: getattr(config, name) for name in cls.__slots__})

    def check(self) -> None:
        """Raise `ConfigError` for limits nobody can keep."""
        for name, value in asdict(self).items():
            if value <= 0:
                raise ConfigError(f"{name}={value} is not above 0")
        if self.answer_size > self.spool:
            raise ConfigError(f"answer_size={self.answer_size} is above spool={self.spool}")

    @classmethod
    def from_json(cls, text: str) -> Limits:
        """Return limits that were told to another process."""
        return cls(**json.loads(text))

    def to_json(self) -> str:
        """Return the limits as they are told to another process."""
        return json.dumps(asdict(self))


DEFAULT: Final = Limits()

QUERY_PARTS: Final[Mapping[str, int]] = {
    "tokens": 50_000,
    "triple-terms": 500,
    "graphs": 1_000,
    "bases": 100,
    "iri-length": 8_192,
    "dotted-names": 10_000,
}
"""How much of each a query may have, by the name of the limit. None of them is a setting.

`tokens`: words and marks. `triple-terms`: chained, each nests one deeper, and at some four thousand
the engine's own reader of results, which pages use, overflows its stack. `graphs`: those that FROM
and FROM NAMED name. `bases`: BASE declarations before FROM, for each is resolved against the one
before. `iri-length`: characters of an IRI that FROM depends on, for resolving thousands of longer
ones takes minutes. `dotted-names`: characters of names with two dots, all together, for each is
read to its end again.
"""
