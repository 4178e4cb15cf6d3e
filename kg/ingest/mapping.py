"""Mappings: one YAML file for each kind of record that tables become."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from kg.errors import ConfigError, SourceError
from kg.ingest.prepared import COLUMNS
from kg.ingest.template import Known, Reader, Template, plain
from kg.model import ids
from kg.read.folder import FOLDERS
from kg.read.yaml_lines import Mapping as Entries
from kg.read.yaml_lines import Node, Scalar, Sequence, parse

if TYPE_CHECKING:
    from pathlib import Path

    from kg.ingest.values import Value

_KEYS: Final = (
    "table", "columns", "key", "secret", "group", "folder", "id", "after", "tables", "lookups",
    "let", "hold", "templates", "record", "prepare",
)  # fmt: skip
_NEEDED: Final = ("table", "columns", "key", "folder", "id", "record")
_FIXED_NAMES: Final = ("id",)  # `row` and `key` hide a column of that name; `id` must not


@dataclass(frozen=True, slots=True)
class Source:
    """A table that a mapping reads: its file, and its columns."""

    file: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hold:
    """A condition under which a row is held back, and the reason that is counted."""

    when: tuple[Template, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Mapping:
    """How the rows of one table become records."""

    name: str
    path: str
    source: Source
    key: tuple[str, ...]
    is_secret: bool
    is_grouped: bool
    folder: str
    letter: str
    """Letter of the opaque ids to make; empty where `id_text` gives a readable one."""
    id_text: Template | None
    after: tuple[str, ...]
    tables: dict[str, Source]
    prepare: str
    """Name of the preparation that makes further tables, or empty."""
    lookups: dict[str, dict[str, Value]]
    names: tuple[tuple[str, Template], ...]
    holds: tuple[Hold, ...]
    templates: dict[str, Template]
    record: Template


def read_mapping(path: Path) -> Mapping:
    """Return the mapping in a file.

    Raises `ConfigError` when there is none, `SourceError` with the line of what is wrong in it.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise ConfigError(f"{path}: {reason}; mappings stand in data/import/mappings") from None
    return parse_mapping(content, path.stem, str(path))


def parse_mapping(content: bytes, name: str, path: str) -> Mapping:
    """Return the mapping `name` in the bytes of a file; raises `SourceError`."""
    return _MappingReader(parse(content, path), Reader(path)).mapping(name)


def read_lookup(path: Path) -> dict[str, Value]:
    """Return a lookup: what a table prints → id, concept, list or fragment."""
    return _lookup(parse(path.read_bytes(), str(path)))


def _lookup(node: Entries) -> dict[str, Value]:
    return cast("dict[str, Value]", plain(node))


@dataclass(frozen=True, slots=True)
class _MappingReader:
    """Reads the keys of one mapping; every one is checked where it stands."""

    root: Entries
    reader: Reader

    def mapping(self, name: str) -> Mapping:
        self._check_keys()
        source = self._source(self.root)
        tables = {key: self._source(node) for key, node in self._mappings("tables").items()}
        key = self._key(source)
        is_grouped = self._flag("group")
        known = self._known(source, tables, is_grouped)
        names, inner = self.reader.names(self._let(), known)
        letter, id_text = self._id(inner)
        full = inner.plus("id")
        free = Known(full.names, {}, full.tables, full.templates, are_free=True)
        return Mapping(
            name=name,
            path=self.reader.path,
            source=source,
            key=key,
            is_secret=self._flag("secret"),
            is_grouped=is_grouped,
            folder=self._folder(),
            letter=letter,
            id_text=id_text,
            after=self._texts("after"),
            tables=tables,
            prepare=self._prepare(),
            lookups={key: _lookup(node) for key, node in self._mappings("lookups").items()},
            names=names,
            holds=self._holds(inner),
            templates={
                key: self.reader.template(node, free)
                for key, node in self._entries("templates").items()
            },
            record=self.reader.template(self.root.entries["record"], full),
        )

    def _error(self, key: str, message: str) -> SourceError:
        return self.reader.error(self.root.lines.get(key, self.root.line), message)

    def _check_keys(self) -> None:
        for key in self.root.entries:
            if key not in _KEYS:
                raise self._error(key, f"`{key}` is no key of a mapping; see data/import/README.md")
        for key in _NEEDED:
            if key not in self.root.entries:
                raise self._error(key, f"`{key}` is missing")

    def _known(self, source: Source, tables: dict[str, Source], is_grouped: bool) -> Known:
        names = {*source.columns, "row", "key"} | ({"rows"} if is_grouped else set())
        return Known(
            names=frozenset(names),
            rows={"rows": frozenset(source.columns)} if is_grouped else {},
            tables={
                **{key: frozenset(table.columns) for key, table in tables.items()},
                **{key: frozenset(one) for key, one in COLUMNS.get(self._prepare(), {}).items()},
            },
            templates=frozenset(self._entries("templates")),
        )

    def _source(self, node: Entries) -> Source:
        file, columns = node.entries.get("table"), node.entries.get("columns")
        if not isinstance(file, Scalar) or not isinstance(columns, Sequence):
            raise self.reader.error(node.line, "a table has `table`, its file, and `columns`")
        names = tuple(item.text for item in columns.items if isinstance(item, Scalar))
        fixed = [name for name in names if name in _FIXED_NAMES]
        if node is self.root and fixed:
            raise self.reader.error(columns.line, f"no column may be called `{fixed[0]}`")
        return Source(file.text, names)

    def _key(self, source: Source) -> tuple[str, ...]:
        key = self._texts("key")
        for name in key:
            if name not in source.columns:
                raise self._error("key", f"the table has no column `{name}`")
        return key

    def _flag(self, key: str) -> bool:
        node = self.root.entries.get(key)
        if node is not None and not (isinstance(node, Scalar) and node.text == "yes"):
            raise self._error(key, f"`{key}` is `yes`, or left out")
        return node is not None

    def _prepare(self) -> str:
        node = self.root.entries.get("prepare")
        if node is not None and not (isinstance(node, Scalar) and node.text in COLUMNS):
            raise self._error("prepare", f"`prepare` is one of {', '.join(COLUMNS)}")
        return node.text if isinstance(node, Scalar) else ""

    def _folder(self) -> str:
        node = self.root.entries["folder"]
        if not isinstance(node, Scalar) or node.text not in FOLDERS:
            raise self._error("folder", f"`folder` is one of {', '.join(FOLDERS)}")
        return node.text

    def _id(self, known: Known) -> tuple[str, Template | None]:
        node = self.root.entries["id"]
        if isinstance(node, Scalar):
            return "", self.reader.template(node, known)
        mint = node.entries.get("mint") if isinstance(node, Entries) else None
        if not isinstance(mint, Scalar) or mint.text not in ids.LETTERS:
            letters = ", ".join(ids.LETTERS)
            raise self._error("id", f"`id` is a text or {{mint: …}} with one of {letters}")
        return mint.text, None

    def _let(self) -> Node:
        return self.root.entries.get("let", Entries({}, {}, self.root.line))

    def _entries(self, key: str) -> dict[str, Node]:
        node = self.root.entries.get(key)
        if node is not None and not isinstance(node, Entries):
            raise self._error(key, f"`{key}` is a mapping")
        return node.entries if node else {}

    def _mappings(self, key: str) -> dict[str, Entries]:
        found = {}
        for name, node in self._entries(key).items():
            if not isinstance(node, Entries):
                raise self._error(key, f"`{name}` in `{key}` is a mapping")
            found[name] = node
        return found

    def _texts(self, key: str) -> tuple[str, ...]:
        node = self.root.entries.get(key)
        if node is None:
            return ()
        if not isinstance(node, Sequence):
            raise self._error(key, f"`{key}` is a list, as [a, b]")
        return tuple(item.text for item in node.items if isinstance(item, Scalar))

    def _holds(self, known: Known) -> tuple[Hold, ...]:
        node = self.root.entries.get("hold")
        if node is not None and not isinstance(node, Sequence):
            raise self._error("hold", "`hold` is a list of `when` and `reason`")
        found = []
        for item in node.items if node else ():
            when = item.entries.get("when") if isinstance(item, Entries) else None
            reason = item.entries.get("reason") if isinstance(item, Entries) else None
            if when is None or not isinstance(reason, Scalar):
                raise self.reader.error(item.line, "an item of `hold` has `when` and `reason`")
            found.append(Hold(self.reader.several(when, known), reason.text))
        return tuple(found)
