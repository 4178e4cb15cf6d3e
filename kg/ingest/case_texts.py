"""Notes of the corpus: read through lookups, and shown only where they hold no withheld name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.errors import UnplacedError
from kg.ingest.steps import digest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.ingest.case_facts import Case
    from kg.ingest.tables import Row


def note_of(row: Row, lookup: str, lookups: Mapping[str, Any], case: Case) -> dict[str, Any]:
    """Return the entry for the note of a row, by its text or by the digest of it.

    Raises `UnplacedError` for a note without an entry.
    """
    note = row.values["note"]
    entries = lookups[lookup]
    found = entries.get(note, entries.get(digest(note))) if note else {}
    if found is None:
        raise UnplacedError(f"the note has no entry in the lookup {lookup}")
    for name in ("en", "ru"):
        if not case.shows(found.get(name, "")):
            raise UnplacedError("the note in our words holds a name that is withheld")
    return dict(found)
