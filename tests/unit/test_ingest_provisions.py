from __future__ import annotations

import re

import pytest

from kg.ingest.provisions import point_letter, provision_id, provision_ids
from kg.model import ids


@pytest.mark.parametrize(
    ("code", "article", "part", "point", "wanted"),
    [
        ("RU-CC", "318", "1", "", "law/ru-cc-art-318-part-1"),
        ("RU-UK", "282.2", "1.1", "", "law/ru-cc-art-282.2-part-1.1"),
        ("RU-CC", "282¹", "", "", "law/ru-cc-art-282.1"),
        ("RU-CC", "207³", "2", "д", "law/ru-cc-art-207.3-part-2-point-d"),
        ("RU-CC", "115", "2", "в", "law/ru-cc-art-115-part-2-point-v"),
        ("RU-CC", "105", "2", "ж", "law/ru-cc-art-105-part-2-point-zh"),
        ("RU-CC", "205", "", "«а»", "law/ru-cc-art-205-point-a"),
        ("RU-KoAP", "20.3.3", "1", "", "law/ru-cao-art-20.3.3-part-1"),
        ("RU-KOAP", "20.2", "", "", "law/ru-cao-art-20.2"),
        ("BY-CC", "361-1", "1", "", "law/by-cc-art-361.1-part-1"),
        ("BY-UK", "361.1", "", "", "law/by-cc-art-361.1"),
        (" ru-cc ", " 30 ", " 3 ", " ", "law/ru-cc-art-30-part-3"),
    ],
)
def test_provision_id(code: str, article: str, part: str, point: str, wanted: str) -> None:
    assert provision_id(code, article, part, point) == wanted
    assert ids.is_valid(wanted)


def test_a_part_is_never_a_number_after_the_dot() -> None:
    assert provision_id("RU-CC", "212", "1") != provision_id("RU-CC", "212.1")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", ()),
        ("205.5 part 2; 278", ("law/ru-cc-art-205.5-part-2", "law/ru-cc-art-278")),
        ("207.3 part 2 point d", ("law/ru-cc-art-207.3-part-2-point-d",)),
        ("30 part 3", ("law/ru-cc-art-30-part-3",)),
        ("282.2 part 1.1;", ("law/ru-cc-art-282.2-part-1.1",)),
        ("282²  Part 1¹", ("law/ru-cc-art-282.2-part-1.1",)),
        ("ч. 2", None),
        ("ст. 318 ч. 1", ("law/ru-cc-art-318-part-1",)),
        (
            "article 105, part 2, points «а» и «ж»",
            ("law/ru-cc-art-105-part-2-point-a", "law/ru-cc-art-105-part-2-point-zh"),
        ),
    ],
)
def test_provision_ids(text: str, wanted: tuple[str, ...] | None) -> None:
    if wanted is None:
        with pytest.raises(ValueError, match="cannot be read"):
            provision_ids(text, "RU-CC")
    else:
        assert provision_ids(text, "RU-CC") == wanted


def test_the_same_text_in_another_code() -> None:
    assert provision_ids("361-1 part 3; 342", "BY-CC") == (
        "law/by-cc-art-361.1-part-3",
        "law/by-cc-art-342",
    )


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (("XX-CC", "1"), "there is no code 'XX-CC'; known are RU-CC"),
        (("RU-CC", "282.1.1"), "'282.1.1' is no number of article of this code"),
        (("RU-CC", "0318"), "write one as 282.1"),
        (("RU-CC", "318", "one"), "'one' is no number of part"),
        (("RU-KOAP", "20"), "write one as 20.3.3"),
        (("RU-CC", "318", "1", "c"), "point 'c' stands for no Russian letter"),
        (("RU-CC", "318", "1", "second"), "stands for no Russian letter"),
        (("RU-CC", ""), "'' is no number of article"),
    ],
)
def test_what_cannot_be_read_is_said(call: tuple[str, ...], says: str) -> None:
    with pytest.raises(ValueError, match=re.escape(says)):
        provision_id(*call)


@pytest.mark.parametrize("text", ["282.2 part 1 or part 2", "see 318", "318 part 1 and 2", "318/1"])
def test_an_item_of_another_form_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"205\.5 part 2|no number"):
        provision_ids(text, "RU-CC")


@pytest.mark.parametrize(("printed", "wanted"), [("Д", "d"), ("d", "d"), ("zh", "zh"), ("б", "b")])
def test_point_letter(printed: str, wanted: str) -> None:
    assert point_letter(printed) == wanted
