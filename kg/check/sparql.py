"""SPARQL constraints as set-wise queries: one query for all focus nodes of a shape.

SHACL binds `$this` to one focus node at a time, "before" the query runs: Appendix A of SHACL 1.0
joins the value into every basic graph pattern. Here the set of focus nodes is joined in instead.
They lie in a graph of their own, and a pattern that binds `?this` to them is put first

- into the outermost group, and
- into every group inside it (a branch of a UNION, an OPTIONAL, a plain group) that mentions
  `$this`, for such a group is evaluated alone and would see no value or every value.

Each row then belongs to one focus node, because all these patterns bind the same variable. The
body of EXISTS and NOT EXISTS is left as it is: SPARQL evaluates it with the values of the row.

What depends on the rows of one focus node as a whole (a sub-select, an aggregate, LIMIT), or on
other graphs, has no such form and is not compiled. The decision is made on the tokens.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

import pyoxigraph as ox

from kg.check.graph import FOCUS, DataGraph
from kg.check.shape import Check, Finding, Values
from kg.errors import ConfigError, KgError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_THIS: Final = f" GRAPH {FOCUS} {{ {FOCUS} {FOCUS} ?this }} "
_TOKEN: Final = re.compile(
    r"""
      (?P<space>[\s]+|\#[^\n\r]*)
    | (?P<iri><[^<>"{}|^`\\\s]*>)
    | (?P<string>'''(?:[^\\]|\\.)*?'''|\"""(?:[^\\]|\\.)*?\"""
                |'(?:[^'\\\n\r]|\\.)*'|"(?:[^"\\\n\r]|\\.)*")
    | (?P<variable>[?$]\w+)
    | (?P<name>(?:[^\W\d_](?:[\w.-]*[\w-])?)?:(?:[\w:%-]|\\.|\.(?=[\w:%\\.-]))*)
    | (?P<word>[^\W\d_]\w*)
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_REFUSED: Final = {"VALUES", "MINUS", "SERVICE"}
_NOT_SET_WISE: Final = {
    "GROUP", "HAVING", "LIMIT", "OFFSET", "FROM", "GRAPH",
    "COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT",
}  # fmt: skip
_LEFT_VARIABLES: Final = {"shapesGraph", "currentShape", "failure", "message"}


class NotCompiledError(KgError):
    """A constraint has no set-wise form of the same meaning; pyshacl has to evaluate it."""


class Token(NamedTuple):
    """A token of a query; `text` is upper case for a keyword, without mark for a variable."""

    kind: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Group:
    """An open group: where its text begins, and whether it belongs to an EXISTS."""

    start: int
    in_exists: bool


def select_check(
    text: str, prefixes: Mapping[str, str], path: str | None, *, node_shape: bool
) -> Check:
    """Return the check of a SELECT constraint; `path` stands in for `$PATH`.

    Raises `NotCompiledError`, and `ConfigError` for a query that SHACL forbids or that is wrong.
    """
    head = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in sorted(prefixes.items()))
    query = head + set_wise(text, path)
    try:
        ox.Store().query(query)
    except SyntaxError as error:
        raise ConfigError(f"a sh:select is no SPARQL query: {error}\n{text}") from error

    def check(data: DataGraph, values: Values) -> Iterator[Finding]:
        for row in data.rows(query, values.keys()):
            focus = row["this"]
            value = row.get("value", focus if node_shape else None)
            where = str(row["path"]) if "path" in row else None
            bindings = row if value is None else {**row, "value": value}
            yield Finding(focus, value, where, bindings)

    return check


def set_wise(text: str, path: str | None = None) -> str:
    """Return the query for all focus nodes at once.

    Raises `NotCompiledError` where there is none, and `ConfigError` for what SHACL forbids.
    """
    tokens = tokenize(text)
    _refuse(tokens)
    _judge(tokens)
    inserts = dict.fromkeys(_group_starts(tokens), _THIS)
    inserts |= _projection(tokens)
    parts, done = [], 0
    for token in tokens:
        if token.kind == "variable" and token.text == "PATH":
            if path is None:
                raise ConfigError("$PATH stands in a sh:select of a node shape, which has no path")
            parts += [text[done : token.start], path]
            done = token.end
        elif token.end in inserts:
            parts += [text[done : token.end], inserts[token.end]]
            done = token.end
    return "".join([*parts, text[done:]])


def tokenize(text: str) -> list[Token]:
    """Return the tokens of a query without white space and comments."""
    tokens = []
    for match in _TOKEN.finditer(text):
        kind, word = match.lastgroup or "other", match[0]
        if kind == "variable":
            word = word[1:]
        elif kind == "word":
            word = word.upper()
        if kind != "space":
            tokens.append(Token(kind, word, match.start(), match.end()))
    return tokens


def _refuse(tokens: Sequence[Token]) -> None:
    """Raise `ConfigError` for what SHACL forbids in a constraint (section 5.2.1, appendix A)."""
    words = {token.text for token in tokens if token.kind == "word"}
    if forbidden := sorted(words & _REFUSED):
        raise ConfigError(f"SHACL forbids {', '.join(forbidden)} in a sh:select")
    for first, second in itertools.pairwise(tokens):
        if (first.kind, first.text, second.text) == ("word", "AS", "this"):
            raise ConfigError("SHACL forbids to assign to $this in a sh:select")


def _judge(tokens: Sequence[Token]) -> None:
    """Raise `NotCompiledError` for a query that has no set-wise form."""
    words = [token.text for token in tokens if token.kind == "word"]
    if words.count("SELECT") != 1:
        raise NotCompiledError("not one SELECT" if "SELECT" not in words else "a sub-select")
    if found := sorted(_NOT_SET_WISE.intersection(words)):
        raise NotCompiledError(" and ".join(found))
    variables = {token.text for token in tokens if token.kind == "variable"}
    if found := sorted(variables & _LEFT_VARIABLES):
        raise NotCompiledError(f"the variable ?{found[0]}")
    if any(token.text == "*" for token in tokens[: _body(tokens)]):
        raise NotCompiledError("SELECT *")


def _body(tokens: Sequence[Token]) -> int:
    """Return the position of the bracket that opens the WHERE clause."""
    return next((at for at, token in enumerate(tokens) if token.text == "{"), len(tokens))


def _projection(tokens: Sequence[Token]) -> dict[int, str]:
    """Return where to add `?this` to the variables of the result, if it is not one of them."""
    select = next(at for at, token in enumerate(tokens) if token.text == "SELECT")
    clause = tokens[select : _body(tokens)]
    depth = 0
    for token in clause:
        depth += (token.text == "(") - (token.text == ")")
        if depth == 0 and (token.kind, token.text) == ("variable", "this"):
            return {}
    modified = clause[1].text in {"DISTINCT", "REDUCED"}
    return {clause[1 if modified else 0].end: " ?this "}


def _group_starts(tokens: Sequence[Token]) -> Iterator[int]:
    """Yield where the pattern for the focus nodes has to be put, in any order."""
    open_groups: list[_Group] = []
    mentioned: list[int] = []
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.text == "{" and token.kind == "other":
            inside = bool(open_groups) and open_groups[-1].in_exists
            exists = before is not None and (before.kind, before.text) == ("word", "EXISTS")
            open_groups.append(_Group(token.end, inside or exists))
        elif token.text == "}" and token.kind == "other" and open_groups:
            group = open_groups.pop()
            uses_this = any(at > group.start for at in mentioned)
            if not open_groups or (uses_this and not group.in_exists):
                yield group.start
        elif (token.kind, token.text) == ("variable", "this"):
            mentioned.append(token.start)
