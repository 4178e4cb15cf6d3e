"""Headers of the stored questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.errors import ConfigError
from kg.model.questions import Parameter, read_question, read_questions

if TYPE_CHECKING:
    from pathlib import Path

HEADER = """\
# title: Who?
# title-ru: Кто?
# group: Law
# note: Unit: person.
#   Absence says nothing.
"""
BODY = 'SELECT ?x WHERE { ?x ?y "2021" }\n'


def written(folder: Path, text: str, name: str = "q07-who.rq") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_question_is_its_header_and_its_text(tmp_path: Path) -> None:
    question = read_question(written(tmp_path, f"{HEADER}# params: year=2021\n{BODY}"))
    assert (question.number, question.slug) == (7, "who")
    assert question.title == {"en": "Who?", "ru": "Кто?"}
    assert question.note == "Unit: person. Absence says nothing."
    assert question.params == (Parameter("year", "2021"),)
    assert question.text == BODY
    assert not question.is_federated


def test_a_federated_question_says_so(tmp_path: Path) -> None:
    assert read_question(written(tmp_path, f"{HEADER}# federated: yes\n{BODY}")).is_federated


def test_questions_come_by_number(tmp_path: Path) -> None:
    written(tmp_path, HEADER + BODY, "q12-later.rq")
    written(tmp_path, HEADER + BODY, "q02-sooner.rq")
    assert [question.number for question in read_questions(tmp_path)] == [2, 12]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (BODY, "the header lacks title, title-ru, group, note"),
        (HEADER.replace("# group: Law\n", "") + BODY, "the header lacks group"),
        (HEADER.replace("Law", "Laws") + BODY, "'Laws' is none of Look-ups, Law"),
        (HEADER.replace("Who?", "") + BODY, "q07-who.rq:1: `title` says nothing"),
        (HEADER + "# note: Again.\n" + BODY, "q07-who.rq:6: `note` stands twice"),
        (HEADER + "# author: me\n" + BODY, "q07-who.rq:6: a header line is"),
        (HEADER + "# just words\n" + BODY, "q07-who.rq:6: a header line is"),
        (HEADER + "# federated: no\n" + BODY, "`federated` is `yes` or is left out"),
        (HEADER + "# params: 2021\n" + BODY, "name=value; name=value, not '2021'"),
        (HEADER + "# params: year=2022\n" + BODY, "the default '2022' is not in the query"),
    ],
)
def test_a_wrong_header_is_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ConfigError) as error:
        read_question(written(tmp_path, text))
    assert message in str(error.value)


def test_a_wrong_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"name it like q07-demands\.rq"):
        read_question(written(tmp_path, HEADER + BODY, "demands.rq"))


def test_a_number_stands_once(tmp_path: Path) -> None:
    written(tmp_path, HEADER + BODY, "q07-one.rq")
    written(tmp_path, HEADER + BODY, "q07-two.rq")
    with pytest.raises(ConfigError, match=r"q07-one\.rq has the same number"):
        read_questions(tmp_path)


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no questions"):
        read_questions(tmp_path)
