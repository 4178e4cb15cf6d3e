"""The settings of the program, each with a default and a `KG_` variable."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Mapping

PREFIX: Final = "KG_"
ROOT: Final = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Config:
    """Where things lie and how the server listens. IRIs are constants, not settings."""

    data: Path = ROOT / "data"
    """Folder of the records (YAML)."""
    ontology: Path = ROOT / "ontology"
    """Folder of the ontology and the concept schemes (Turtle)."""
    shapes: Path = ROOT / "shapes"
    """Folder of the SHACL shapes (Turtle)."""
    out: Path = ROOT / "out"
    """Folder of the releases; `out/current` names the one that is served."""
    cache: Path = ROOT / ".cache"
    """Folder of parsed records, keyed by content; may be deleted at any time."""
    host: str = "127.0.0.1"
    """Address the server listens on."""
    port: int = 8000
    """Port the server listens on."""
    timeout: float = 30.0
    """Seconds a query may take, waiting included."""
    memory: int = 671088640
    """Bytes of memory that all queries at work share, beyond the loaded release."""
    workers: int = 4
    """Queries that may be at work for long at once."""
    queue: int = 32
    """Queries that may wait for a worker; more are refused."""
    query_size: int = 262144
    """Bytes of a query's text."""
    nesting: int = 100
    """How deep brackets may be nested in a query."""
    answer_size: int = 67108864
    """Bytes of an answer."""
    spool: int = 134217728
    """Bytes of finished answers kept, while they are sent and to be given again."""
    ahead: int = 100
    """Records of each sort, largest first, whose pages are made before anybody asks; 0 for none."""
    links: str = "linked"
    """Links to other sites on every page: `linked`, or `plain` for text that no click follows."""


_CHOICES: Final[dict[str, tuple[str, ...]]] = {"links": ("linked", "plain")}


def from_environ(environ: Mapping[str, str]) -> Config:
    """Return the settings with every `KG_` variable of `environ` in place of its default.

    Raises `ConfigError` for an unknown `KG_` name or a value of the wrong kind.
    """
    defaults = {field.name: field.default for field in fields(Config)}
    values: dict[str, object] = {}
    for name, text in sorted(environ.items()):
        if not name.startswith(PREFIX):
            continue
        key = name.removeprefix(PREFIX).lower()
        if key not in defaults:
            known = ", ".join(f"{PREFIX}{kind.upper()}" for kind in defaults)
            raise ConfigError(f"{name} is not a setting; the settings are {known}")
        choices = _CHOICES.get(key, (text,))
        if text not in choices:
            raise ConfigError(f"{name}={text!r} is none of {', '.join(choices)}")
        values[key] = _converted(name, text, defaults[key])
    return Config(**values)  # type: ignore[arg-type]  # each value has the kind of its default


def _converted(name: str, text: str, default: object) -> object:
    if isinstance(default, Path):
        return Path(text)
    if not isinstance(default, int | float):
        return text
    try:
        return type(default)(text)
    except ValueError as error:
        kind = "whole number" if isinstance(default, int) else "number"
        raise ConfigError(f"{name}={text!r} is not a {kind}") from error
