"""The example questions as the query page lists them: in groups, each with its own address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from kg.model.questions import GROUPS
from kg.views.context import best
from kg.views.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.model.questions import Question
    from kg.views.values import Text

PATH: Final = "/sparql"


@dataclass(frozen=True, slots=True)
class Example:
    """One question: its title, where the page shows its query, and the words it is found by."""

    name: str
    title: Text
    href: str
    find: str


@dataclass(frozen=True, slots=True)
class ExampleGroup:
    """The questions of one group."""

    name: str
    heading: str
    examples: tuple[Example, ...]


def name_of(question: Question) -> str:
    """Return the name of a question in addresses: that of its file without the ending."""
    return f"q{question.number:02}-{question.slug}"


def answered(questions: Iterable[Question]) -> list[Question]:
    """Return the questions that this server answers.

    Federated ones are left out: they are recipes for the caller's side, refused here.
    """
    return [question for question in questions if not question.is_federated]


def example_groups(questions: Iterable[Question], lang: str) -> tuple[ExampleGroup, ...]:
    """Return the questions by group, groups and questions in their own order."""
    strings = words(lang)
    found = answered(questions)
    groups = (
        ExampleGroup(
            name.lower(),
            strings[f"ask_group_{name.lower()}"],
            tuple(_example(question, lang) for question in found if question.group == name),
        )
        for name in GROUPS
    )
    return tuple(group for group in groups if group.examples)


def _example(question: Question, lang: str) -> Example:
    title = best(question.title, lang)
    assert title is not None
    name = name_of(question)
    asked = {"example": name} | ({} if lang == "en" else {"lang": lang})
    find = " ".join((name, *question.title.values(), question.note)).lower()
    return Example(name, title, f"{PATH}?{urlencode(asked)}", find)


def listed(questions: Iterable[Question]) -> list[dict[str, Any]]:
    """Return the questions with their queries, for scripts."""
    return [
        {
            "name": name_of(question),
            "title": dict(question.title),
            "group": question.group,
            "note": question.note,
            "params": {param.name: param.default for param in question.params},
            "query": question.text,
        }
        for question in answered(questions)
    ]
