"""What a reconciliation client asks, read and refused where it is malformed.

Reconciliation Service API 0.2, sections on queries and data extension; draft of 1.0, match.
"""

from __future__ import annotations

import json
from typing import Any, Final

from kg.errors import BatchError, BatchSizeError
from kg.link.candidates import Said, Wanted
from kg.link.facts import PROPERTIES
from kg.link.service import KINDS, MOST_AT_ONCE

LONGEST: Final = 300
MOST_CANDIDATES: Final = 25
_KNOWN: Final = frozenset({"query", "type", "limit", "properties", "type_strict"})


def queries(text: str) -> dict[str, Wanted]:
    """Return what each query of a batch wants, by its key. Raises `BatchError`."""
    asked = _object(text, "queries")
    _few(len(asked))
    return {key: _query(key, one) for key, one in asked.items()}


def draft_queries(text: str) -> list[Wanted]:
    """Return what each query of a batch in the draft of 1.0 wants. Raises `BatchError`."""
    asked = _object(text, "the body").get("queries")
    if not isinstance(asked, list):
        raise BatchError('the body is {"queries": [...]}: an object with a list')
    _few(len(asked))
    return [_draft_query(f"query {at}", one) for at, one in enumerate(asked)]


def extension(text: str) -> tuple[list[str], list[str]]:
    """Return the ids and the properties of a data extension. Raises `BatchError`."""
    asked = _object(text, "extend")
    ids, wanted = asked.get("ids", []), asked.get("properties", [])
    if not _is_list(ids, str) or not _is_list(wanted, dict):
        raise BatchError('extend is {"ids": ["…"], "properties": [{"id": "…"}]}')
    _few(len(ids), 10 * MOST_AT_ONCE)
    pids = [one.get("id") for one in wanted]
    for pid in pids:
        if pid not in PROPERTIES:
            raise BatchError(_unknown("property", pid, PROPERTIES))
    return list(dict.fromkeys(one[:LONGEST] for one in ids)), list(dict.fromkeys(pids))


def _query(key: str, one: object) -> Wanted:
    if not isinstance(one, dict) or not one.keys() <= _KNOWN:
        raise BatchError(f"{key}: a query is an object with {', '.join(sorted(_KNOWN))}")
    said = one.get("properties", [])
    if not _is_list(said, dict):
        raise BatchError(f'{key}: properties is a list of {{"pid": "…", "v": …}}')
    name = one.get("query", "")
    if not isinstance(name, str) or not (name.strip() or said):
        raise BatchError(f"{key}: query is a text that is not empty")
    types = one.get("type", [])
    return Wanted(
        name[:LONGEST],
        _kinds(key, types if isinstance(types, list) else [types]),
        tuple(_said(key, each.get("pid"), each.get("v")) for each in said),
        _limit(key, one.get("limit", 10)),
    )


def _draft_query(key: str, one: object) -> Wanted:
    conditions = one.get("conditions") if isinstance(one, dict) else None
    if not isinstance(one, dict) or not _is_list(conditions, dict) or not conditions:
        raise BatchError(f"{key}: a query has conditions, a list that is not empty")
    names: list[str] = []
    said: list[Said] = []
    for each in conditions:
        if each.get("matchType") == "name":
            names += _values(key, each.get("propertyValue"))
        elif each.get("matchType") == "property":
            said.append(_said(key, each.get("propertyId"), each.get("propertyValue")))
        else:
            raise BatchError(f"{key}: matchType is name or property")
    kinds = _kinds(key, [one["type"]] if one.get("type") else [])
    return Wanted(" ".join(names)[:LONGEST], kinds, tuple(said), _limit(key, one.get("limit", 10)))


def _said(key: str, pid: object, value: object) -> Said:
    if not isinstance(pid, str) or pid not in PROPERTIES:
        raise BatchError(f"{key}: {_unknown('property', pid, PROPERTIES)}")
    return Said(pid, tuple(_values(key, value)))


def _values(key: str, value: object) -> list[str]:
    """Return one value or several as texts."""
    every = value if isinstance(value, list) else [value]
    found = []
    for one in every:
        each = one.get("id") if isinstance(one, dict) else one
        if not isinstance(each, str | int | float):
            raise BatchError(f"{key}: a value is a text, a number or an object with an id")
        found.append(str(each)[:LONGEST])
    return found


def _kinds(key: str, types: list[Any]) -> tuple[str, ...]:
    for one in types:
        if not isinstance(one, str) or one not in KINDS:
            raise BatchError(f"{key}: {_unknown('type', one, KINDS)}")
    return tuple(KINDS[one] for one in types)


def _limit(key: str, limit: object) -> int:
    if not isinstance(limit, int | float) or isinstance(limit, bool) or limit < 1:
        raise BatchError(f"{key}: limit is a number from 1")
    return min(int(limit), MOST_CANDIDATES)


def _object(text: str, name: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BatchError(f"{name} is no JSON: {str(error)[:200]}") from error
    if not isinstance(found, dict):
        raise BatchError(f"{name} is a JSON object, not a {type(found).__name__}")
    return found


def _few(amount: int, most: int = MOST_AT_ONCE) -> None:
    if amount > most:
        raise BatchSizeError(f"{amount} at once; at most {most}: send smaller batches")


def _is_list(found: object, kind: type) -> bool:
    return isinstance(found, list) and all(isinstance(one, kind) for one in found)


def _unknown(what: str, given: object, known: Any) -> str:
    return f"unknown {what} {str(given)[:80]!r}; there are {', '.join(known)}"
