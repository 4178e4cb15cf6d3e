"""YAML text with the line of every key and value. Strict: what YAML would guess is an error."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import yaml

from kg.errors import SourceError, SourceLine
from kg.model.scripts import composed, unprintable

LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# What YAML's resolver makes of plain values; a tag that somebody wrote is another one.
_PLAIN_TAGS: Final = frozenset(
    f"tag:yaml.org,2002:{kind}"
    for kind in (
        "str", "null", "bool", "int", "float", "timestamp", "map", "seq", "merge", "value",
    )
)  # fmt: skip
_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class Scalar:
    """One text and its line. Scalars are text: `NO`, `282.2` and `010` stay as typed."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list and its line."""

    items: tuple[Node, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with their values, in the order of the file, and the line of each key."""

    entries: dict[str, Node]
    lines: dict[str, int]
    line: int


Node = Scalar | Sequence | Mapping


def parse(content: bytes, path: str) -> Mapping:
    """Return the one mapping that a data file holds.

    Raises `SourceError` for a wrong encoding, a tab, an alias, a tag, an empty value, a double
    key, an invisible character, anything that is not YAML, or a file that is not one mapping.
    """
    text = _decoded(content, path)
    root = _composed_root(text, path)
    node = _node(root, path, set(), 1)
    if not isinstance(node, Mapping):
        raise _error(path, node.line, "a data file is a mapping of keys to values, as `id: c-…`")
    return node


def _error(path: str, line: int, message: str) -> SourceError:
    return SourceError(SourceLine(path, line), message)


def _decoded(content: bytes, path: str) -> str:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise _error(path, line, "not UTF-8; save the file as UTF-8 without a signature") from None
    for number, row in enumerate(text.split("\n"), start=1):
        _check_row(row.removesuffix("\r"), path, number)
    return text


def _check_row(row: str, path: str, number: int) -> None:
    if "\t" in row:
        raise _error(path, number, "a tab; YAML is indented with spaces")
    if (character := unprintable(row)) is not None:
        raise _error(path, number, f"an invisible character ({character}); take it out")
    if not composed(row):
        raise _error(path, number, "a letter written as letter and accent; save as Unicode NFC")


def _composed_root(text: str, path: str) -> yaml.Node:
    try:
        root = yaml.compose(text, Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        problem = error.problem or error.context or "this is not YAML"
        raise _error(path, line, f"not YAML: {problem}") from None
    except yaml.YAMLError as error:
        raise _error(path, 1, f"not YAML: {error}") from None
    if root is None:
        raise _error(path, 1, "the file is empty; `kg new` prints a template")
    return root


def _node(node: yaml.Node, path: str, seen: set[int], key_line: int) -> Node:
    line = node.start_mark.line + 1
    if id(node) in seen:
        # An alias is the very node it repeats, so its own line is lost; that of its key is not.
        raise _error(path, key_line, "a YAML alias (*name); write the value out")
    seen.add(id(node))
    if node.tag not in _PLAIN_TAGS:
        raise _error(path, line, f"a YAML tag ({node.tag}); write the value plainly")
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node, path, line)
    if isinstance(node, yaml.SequenceNode):
        return Sequence(tuple(_node(item, path, seen, key_line) for item in node.value), line)
    return _mapping(node, path, seen)


def _scalar(node: yaml.ScalarNode, path: str, line: int) -> Scalar:
    if not node.style and node.value in _NULLS:
        raise _error(path, line, "an empty value; leave the key out when nothing is known")
    if not node.value.strip():
        raise _error(path, line, "an empty text; leave the key out when nothing is known")
    return Scalar(node.value, line)


def _mapping(node: yaml.Node, path: str, seen: set[int]) -> Mapping:
    entries: dict[str, Node] = {}
    lines: dict[str, int] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            raise _error(path, line, "a key is one word")
        key = key_node.value
        if key in entries:
            raise _error(path, line, f"the key `{key}` stands twice, first on line {lines[key]}")
        entries[key] = _node(value_node, path, seen, line)
        lines[key] = line
    return Mapping(entries, lines, node.start_mark.line + 1)
