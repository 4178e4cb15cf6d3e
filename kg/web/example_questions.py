"""The example questions of the data that is served, and the query of one of them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from werkzeug.exceptions import NotFound

from kg.model.questions import Question, read_questions
from kg.views.examples import answered, name_of
from kg.web.edition import edition

if TYPE_CHECKING:
    from pathlib import Path


def questions() -> tuple[Question, ...]:
    """Return the questions that are shipped with the data; none where there is no such folder."""
    return _read(edition().config.data / "queries")


def draft_of(name: str) -> str:
    """Return the query of an example. Raises `NotFound` where none has that name."""
    for question in answered(questions()):
        if name in {name_of(question), f"q{question.number:02}"}:
            return question.text
    raise NotFound(f"no example question is called {name[:80]!r}")


@lru_cache(4)
def _read(folder: Path) -> tuple[Question, ...]:
    """Return the questions of a folder, read once."""
    return tuple(read_questions(folder)) if folder.is_dir() else ()
