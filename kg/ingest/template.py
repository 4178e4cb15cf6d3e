"""Templates: the tree that a mapping writes in YAML, read into values, every name checked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from kg.errors import SourceError, SourceLine
from kg.ingest.holes import Hole, Name, Pieces, pieces
from kg.ingest.steps import LIST_STEPS, TABLE_STEPS, TEXT_STEPS
from kg.read.yaml_lines import Mapping, Node, Scalar, Sequence


@dataclass(frozen=True, slots=True)
class Leaf:
    """A text with holes, and its line in the mapping."""

    pieces: Pieces
    line: int


@dataclass(frozen=True, slots=True)
class Block:
    """Keys with templates; `merged` are fragments whose keys are put here."""

    entries: tuple[tuple[str, Template], ...]
    merged: tuple[Template, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; items that are lists themselves are spliced into it."""

    items: tuple[Template, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Query:
    """The rows of a table whose columns have the values of templates.

    With `is_joined`, those of the mapping of that name which are this very record.
    """

    table: str
    where: tuple[tuple[str, Template], ...]
    is_joined: bool
    line: int


@dataclass(frozen=True, slots=True)
class Each:
    """One item for each value or row."""

    source: Template | Query
    name: str
    body: Template
    line: int


@dataclass(frozen=True, slots=True)
class Several:
    """`$first`, `$text` or `$list` of several templates."""

    kind: str
    items: tuple[Template, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Use:
    """A fragment of the mapping's `templates`, by name."""

    name: Template
    line: int


@dataclass(frozen=True, slots=True)
class Guarded:
    """A template that is filled only under conditions, with names of its own."""

    when: tuple[Template, ...]
    unless: tuple[Template, ...]
    names: tuple[tuple[str, Template], ...]
    body: Template
    line: int


Template = Leaf | Block | Listing | Each | Several | Use | Guarded

_GUARDS: Final = ("$when", "$unless", "$let")
_SEVERAL: Final = ("$first", "$text", "$list")
_FORMS: Final[dict[str, frozenset[str]]] = {
    "$each": frozenset({"$each", "$as", "$do"}),
    "$use": frozenset({"$use"}),
    **{kind: frozenset({kind}) for kind in _SEVERAL},
}


@dataclass(frozen=True, slots=True)
class Known:
    """The names that a template may use: value names, rows with their columns, tables.

    In a fragment of `templates` names are free: they are those of the place that uses it.
    """

    names: frozenset[str]
    rows: dict[str, frozenset[str]]
    tables: dict[str, frozenset[str]]
    templates: frozenset[str]
    are_free: bool = False

    def plus(self, name: str, columns: frozenset[str] | None = None) -> Known:
        """Return these names and one more; with columns it is a row."""
        rows = {key: value for key, value in self.rows.items() if key != name}
        if columns is not None:
            rows[name] = columns
        return replace(self, names=self.names | {name}, rows=rows)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads templates out of the file `path`."""

    path: str

    def error(self, line: int, message: str) -> SourceError:
        """Return the error for one line of the mapping."""
        return SourceError(SourceLine(self.path, line), message)

    def template(self, node: Node, known: Known) -> Template:
        """Return the template of a YAML node; raises `SourceError` for what cannot be meant."""
        if isinstance(node, Scalar):
            return self._leaf(node, known)
        if isinstance(node, Sequence):
            return Listing(tuple(self.template(item, known) for item in node.items), node.line)
        if not any(guard in node.entries for guard in _GUARDS):
            return self._body(node, known)
        return self._guarded(node, known)

    def names(self, node: Node, known: Known) -> tuple[tuple[tuple[str, Template], ...], Known]:
        """Return the templates of a `let`, and what is known after it."""
        if not isinstance(node, Mapping):
            raise self.error(node.line, "`let` is a mapping of names to values")
        found = []
        for name, value in node.entries.items():
            self._check_new(name, node.lines[name], known)
            found.append((name, self.template(value, known)))
            known = known.plus(name)
        return tuple(found), known

    def _check_new(self, name: str, line: int, known: Known) -> None:
        if name in known.names and not known.are_free:
            raise self.error(line, f"`{name}` is already a column or a name; choose another")

    def _guarded(self, node: Mapping, known: Known) -> Template:
        names: tuple[tuple[str, Template], ...] = ()
        if "$let" in node.entries:
            names, known = self.names(node.entries["$let"], known)
        rest = {key: value for key, value in node.entries.items() if key not in _GUARDS}
        return Guarded(
            when=self.several(node.entries.get("$when"), known),
            unless=self.several(node.entries.get("$unless"), known),
            names=names,
            body=self._body(Mapping(rest, node.lines, node.line), known),
            line=node.line,
        )

    def several(self, node: Node | None, known: Known) -> tuple[Template, ...]:
        """Return the templates of a list, or of a single value."""
        if node is None:
            return ()
        nodes = node.items if isinstance(node, Sequence) else (node,)
        return tuple(self.template(item, known) for item in nodes)

    def _body(self, node: Mapping, known: Known) -> Template:
        for form, keys in _FORMS.items():
            if form in node.entries:
                strange = sorted(set(node.entries) - keys)
                if strange:
                    raise self.error(node.line, f"`{strange[0]}` cannot stand beside `{form}`")
                return self._form(form, node, known)
        return self._block(node, known)

    def _form(self, form: str, node: Mapping, known: Known) -> Template:
        if form == "$each":
            return self._each(node, known)
        if form == "$use":
            return self._use(node, known)
        return Several(form, self.several(node.entries[form], known), node.line)

    def _block(self, node: Mapping, known: Known) -> Block:
        strange = [key for key in node.entries if key.startswith("$") and key != "$merge"]
        if strange:
            raise self.error(node.lines[strange[0]], f"`{strange[0]}` is no word of a mapping")
        entries = tuple(
            (key, self.template(value, known))
            for key, value in node.entries.items()
            if key != "$merge"
        )
        return Block(entries, self.several(node.entries.get("$merge"), known), node.line)

    def _each(self, node: Mapping, known: Known) -> Each:
        source, name, body = (node.entries.get(key) for key in ("$each", "$as", "$do"))
        if source is None or body is None or not isinstance(name, Scalar):
            raise self.error(node.line, "`$each` has `$as` with a name, and `$do`")
        columns = None
        found: Template | Query
        if isinstance(source, Mapping) and "rows" in source.entries:
            found = self._query(source, known)
            columns = known.tables[found.table]
        else:
            found = self.template(source, known)
            if isinstance(found, Leaf) and (rows := _only_name(found)) in known.rows:
                columns = known.rows[rows]
        self._check_new(name.text, name.line, known)
        inner = known.plus(name.text, columns)
        return Each(found, name.text, self.template(body, inner), node.line)

    def _query(self, node: Mapping, known: Known) -> Query:
        table = node.entries["rows"]
        where = node.entries.get("where", Mapping({}, {}, node.line))
        if not isinstance(table, Scalar) or table.text not in known.tables:
            raise self.error(node.line, f"`rows` names one of {', '.join(known.tables) or 'none'}")
        if not isinstance(where, Mapping) or not set(node.entries) <= {"rows", "where", "joined"}:
            raise self.error(node.line, "a query has `rows` and `where`, columns with values")
        for column in where.entries:
            if column not in known.tables[table.text]:
                raise self.error(where.lines[column], f"`{table.text}` has no column `{column}`")
        entries = tuple(
            (column, self.template(value, known)) for column, value in where.entries.items()
        )
        return Query(table.text, entries, "joined" in node.entries, node.line)

    def _use(self, node: Mapping, known: Known) -> Use:
        name = self.template(node.entries["$use"], known)
        if isinstance(name, Leaf) and name.pieces and all(isinstance(p, str) for p in name.pieces):
            text = "".join(str(piece) for piece in name.pieces)
            if text not in known.templates:
                raise self.error(node.line, f"`templates` has no `{text}`")
        return Use(name, node.line)

    def _leaf(self, scalar: Scalar, known: Known) -> Leaf:
        try:
            found = pieces(scalar.text)
        except ValueError as wrong:
            raise self.error(scalar.line, str(wrong)) from None
        for piece in found:
            if isinstance(piece, Hole):
                self._check(piece, scalar.line, known)
        return Leaf(found, scalar.line)

    def _check(self, hole: Hole, line: int, known: Known) -> None:
        for step in hole.steps:
            if step.name not in {*TEXT_STEPS, *LIST_STEPS, *TABLE_STEPS}:
                raise self.error(line, f"there is no step `{step.name}`")
        for name in hole.names():
            self._check_name(name, line, known)

    def _check_name(self, name: Name, line: int, known: Known) -> None:
        if name.base not in known.names and not known.are_free:
            raise self.error(line, f"`{name}`: there is no column or name `{name.base}`")
        columns = known.rows.get(name.base)
        if name.column and columns is not None and name.column not in columns:
            raise self.error(line, f"`{name}`: the row `{name.base}` has no column `{name.column}`")


def _only_name(leaf: Leaf) -> str:
    """Return the name that a leaf consists of, or nothing."""
    match leaf.pieces:
        case (Hole(source=Name(base=base, column=""), steps=()),):
            return base
    return ""


def plain(node: Node) -> object:
    """Return what a YAML node holds, as texts, lists and mappings, without its lines."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return tuple(plain(item) for item in node.items)
    return {key: plain(value) for key, value in node.entries.items()}
