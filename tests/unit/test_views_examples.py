"""The example questions as the page lists them and as scripts get them."""

from __future__ import annotations

import pytest

from kg.model.questions import Parameter, Question, read_questions
from kg.views.examples import example_groups, listed, name_of
from tests.conformance.endpoint import ROOT


def question(number: int, group: str, *, is_federated: bool = False) -> Question:
    titles = {"en": "Which <cases>?", "ru": "Какие дела?"}
    parameter = (Parameter("case", "<c>"),)
    return Question(number, "some-cases", titles, group, "Unit: case.", parameter, "ASK {}\n",
                    is_federated)  # fmt: skip


SOME = [question(2, "Law"), question(7, "Look-ups"), question(39, "Links", is_federated=True)]


@pytest.mark.parametrize(
    ("lang", "headings", "title", "tag", "href"),
    [
        ("en", ["Look-ups", "Law"], "Which <cases>?", "", "/sparql?example=q07-some-cases"),
        ("ru", ["Справки", "Право"], "Какие дела?", "", "/sparql?example=q07-some-cases&lang=ru"),
        ("be", ["Даведкі", "Права"], "Какие дела?", "ru", "/sparql?example=q07-some-cases&lang=be"),
    ],
)
def test_questions_stand_in_groups_in_the_language_of_the_page(
    lang: str, headings: list[str], title: str, tag: str, href: str
) -> None:
    groups = example_groups(SOME, lang)
    assert [group.heading for group in groups] == headings
    (example,) = groups[0].examples
    assert (example.title.text, example.title.lang, example.href) == (title, tag, href)
    assert "какие дела?" in example.find
    assert "unit: case." in example.find


def test_scripts_get_every_query_that_is_answered_here() -> None:
    assert [one["name"] for one in listed(SOME)] == ["q02-some-cases", "q07-some-cases"]
    assert listed(SOME)[0]["params"] == {"case": "<c>"}
    assert listed(SOME)[0]["query"] == "ASK {}\n"


def test_names_are_those_of_the_files() -> None:
    found = read_questions(ROOT / "data" / "queries")
    files = {path.stem for path in (ROOT / "data" / "queries").glob("*.rq")}
    assert {name_of(one) for one in found} == files
    shown = [one for group in example_groups(found, "en") for one in group.examples]
    assert len(shown) == len(listed(found)) == sum(not one.is_federated for one in found)
