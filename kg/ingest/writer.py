"""A record as YAML text in the house style: the layout of the files that people write."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.ingest.tables import Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.ingest.values import Value

WIDTH: Final = 100
_NULLS: Final = frozenset({"~", "null", "Null", "NULL"})
# Conservative: what is not surely plain is quoted.
_PLAIN: Final = re.compile(r"[^\W_]([^:#]|:(?=[^\s])|(?<=\S)#)*")
_FLOW_SIGNS: Final = re.compile(r"[,\[\]{}]|:(?=[\"'])")
# YAML takes these for line breaks, or refuses them as they are.
_ESCAPED: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")
_FOLDABLE: Final = re.compile(r"[^\s]+( [^\s]+)*")
# Written as `form: {ru: …}`, on one line.
_SHORT: Final = frozenset({"form"})


def yaml_text(record: dict[str, Value]) -> str:
    """Return the text of a record; reading it gives the same texts, lists and mappings back."""
    lines: list[str] = []
    for key, value in record.items():
        if lines and _is_parts(value):
            lines.append("")
        lines += _entry(key, value, 0)
    return "\n".join(lines) + "\n"


def scalar(text: str, *, in_flow: bool = False) -> str:
    """Return a text as a YAML scalar, in quotation marks only where it needs them."""
    if _ESCAPED.search(text):
        return _double(text)
    is_plain = (
        _PLAIN.fullmatch(text)
        and text == text.strip()
        and text not in _NULLS
        and not text.endswith(":")
        and not (in_flow and _FLOW_SIGNS.search(text))
    )
    return text if is_plain else "'" + text.replace("'", "''") + "'"


def _double(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + _ESCAPED.sub(lambda match: f"\\u{ord(match.group()):04x}", plain) + '"'


def _is_parts(value: Value) -> bool:
    return isinstance(value, tuple) and isinstance(value[0], dict) and "id" in value[0]


def _entry(key: str, value: Value, indent: int) -> list[str]:
    """Return the lines of one key, each indented by `indent` spaces."""
    start = f"{' ' * indent}{scalar(key)}:"
    if isinstance(value, str):
        return _text(start, value, indent + 2)
    if isinstance(value, dict):
        short = f"{start} {_flow(value)}" if key in _SHORT and _is_flat(value) else None
        if short and len(short) <= WIDTH:
            return [short]
        return [start, *_block(value, indent + 2)]
    if isinstance(value, tuple):
        if all(isinstance(item, str) for item in value):
            return _short_list(start, [str(item) for item in value], indent + 2)
        return [start, *(line for item in value for line in _item(item, indent + 2))]
    raise TypeError(f"`{key}` holds what no record can hold: {value!r}")


def _block(mapping: dict[str, Value], indent: int) -> Iterator[str]:
    for key, value in mapping.items():
        yield from _entry(key, value, indent)


def _text(start: str, text: str, indent: int) -> list[str]:
    line = f"{start} {scalar(text)}"
    if len(line) <= WIDTH or not _FOLDABLE.fullmatch(text) or _ESCAPED.search(text):
        return [line]
    return [f"{start} >-", *(f"{' ' * indent}{one}" for one in _folded(text, WIDTH - indent))]


def _folded(text: str, width: int) -> Iterator[str]:
    line = ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line


def _short_list(start: str, texts: list[str], indent: int) -> list[str]:
    """Return a list of ids or other texts on one line, or wrapped under its key."""
    written = [scalar(text, in_flow=True) for text in texts]
    line = f"{start} [{', '.join(written)}]"
    if len(line) <= WIDTH:
        return [line]
    if any(" " in text for text in written):
        return [start, *(f"{' ' * indent}- {scalar(text)}" for text in texts)]
    rows = list(_folded(", ".join(written), WIDTH - indent - 2))
    first, *rest = rows
    lines = [f"{' ' * indent}[{first}", *(f"{' ' * indent} {row}" for row in rest)]
    lines[-1] += "]"
    return [start, *lines]


def _item(item: Value, indent: int) -> list[str]:
    """Return the lines of one item of a list, behind its hyphen."""
    dash = f"{' ' * indent}- "
    if isinstance(item, dict):
        short = f"{dash}{_flow(item)}" if "id" not in item and _is_flat(item) else None
        if short and len(short) <= WIDTH:
            return [short]
        first, *rest = _block(item, indent + 2)
        return [dash + first.strip(), *rest]
    if isinstance(item, str):
        return [dash + scalar(item)]
    raise TypeError(f"a list holds what no record can hold: {item!r}")


def _is_flat(mapping: dict[str, Value]) -> bool:
    return all(isinstance(value, str) for value in mapping.values())


def _flow(mapping: dict[str, Value]) -> str:
    entries = (
        f"{scalar(key, in_flow=True)}: {scalar(str(value), in_flow=True)}"
        for key, value in mapping.items()
    )
    return f"{{{', '.join(entries)}}}"


def check(value: Value) -> None:
    """Raise `ValueError` when a value of a record is a row of a table."""
    if isinstance(value, Row):
        raise ValueError("a record holds a whole row; name one of its columns")
    if isinstance(value, dict):
        value = tuple(value.values())
    if isinstance(value, tuple):
        for item in value:
            check(item)
