from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.views.dates import day_words, edtf_days, event_date, period_date

EVENTS = [
    # first, last, edtf, English, Russian
    ("2021-01-31", "2021-01-31", "", "31 January 2021", "31 января 2021 года"),
    ("2021-09-01", "2021-09-30", "2021-09", "September 2021", "сентябрь 2021 года"),
    ("2020-02-01", "2020-02-29", "", "February 2020", "февраль 2020 года"),
    ("2021-01-01", "2021-12-31", "2021", "2021", "2021 год"),
    (
        "2021-09-01", "2021-12-06", "",
        "between 1 September and 6 December 2021",
        "между 1 сентября и 6 декабря 2021 года",
    ),
    ("2021-09-03", "2021-09-08", "", "between 3 and 8 September 2021",
     "между 3 и 8 сентября 2021 года"),
    ("2021-12-30", "2022-01-02", "", "between 30 December 2021 and 2 January 2022",
     "между 30 декабря 2021 года и 2 января 2022 года"),
    ("2021-12-01", "2022-02-28", "[2021-12..2022-02]",
     "between December 2021 and February 2022",
     "между декабрём 2021 года и февралём 2022 года"),
    ("2021-06-01", "2021-08-31", "", "between June and August 2021",
     "между июнем и августом 2021 года"),
    ("2021-06-01", "2021-08-31", "[2021-06-01..2021-08-31]",
     "between 1 June and 31 August 2021", "между 1 июня и 31 августа 2021 года"),
    ("2019-01-01", "2021-12-31", "[2019..2021]", "between 2019 and 2021",
     "между 2019 и 2021 годом"),
    ("", "2021-12-06", "", "not after 6 December 2021", "не позднее 6 декабря 2021 года"),
    ("2021-12-06", "", "", "not before 6 December 2021", "не ранее 6 декабря 2021 года"),
    ("", "", "", "date not known", "дата неизвестна"),
    ("2021-01-01", "2021-03-31", "2021-02~", "about February 2021", "около февраля 2021 года"),
    ("", "", "2021-01-31", "31 January 2021", "31 января 2021 года"),
    ("", "", "[2021-12..2022-02]", "between December 2021 and February 2022",
     "между декабрём 2021 года и февралём 2022 года"),
    ("", "", "[..2021-12-06]", "not after 6 December 2021", "не позднее 6 декабря 2021 года"),
    ("", "", "2021?", "perhaps 2021", "возможно, 2021 год"),
]  # fmt: skip

PERIODS = [
    # start, end, last day known to last, English, Russian
    (("2021-02-11", "2021-02-11"), ("", ""), "2021-12-06",
     "from 11 February 2021, still so on 6 December 2021",
     "с 11 февраля 2021 года, на 6 декабря 2021 года ещё продолжалось"),
    (("2021-09-01", "2021-09-30"), ("", ""), "",
     "from September 2021, end not known", "с сентября 2021 года, окончание неизвестно"),
    (("2021-02-11", "2021-02-11"), ("2022-05-05", "2022-05-05"), "",
     "11 February 2021 to 5 May 2022", "с 11 февраля 2021 года до 5 мая 2022 года"),
    (("2021-02-11", "2021-02-11"), ("2021-02-11", "2021-02-11"), "",
     "11 February 2021", "11 февраля 2021 года"),
    (("", "2021-02-11"), ("2022-05-01", "2022-06-06"), "",
     "start not after 11 February 2021, end between 1 May and 6 June 2022",
     "начало: не позднее 11 февраля 2021 года, окончание: между 1 мая и 6 июня 2022 года"),
    (("", ""), ("2022-05-05", "2022-05-05"), "",
     "start not known, until 5 May 2022", "начало неизвестно, до 5 мая 2022 года"),
]  # fmt: skip


@pytest.mark.parametrize(("first", "last", "edtf", "english", "russian"), EVENTS)
def test_events(first: str, last: str, edtf: str, english: str, russian: str) -> None:
    assert event_date(first, last, edtf, "en").text == english
    assert event_date(first, last, edtf, "ru").text == russian


@pytest.mark.parametrize(
    ("first", "last", "edtf", "belarusian"),
    [
        ("2021-01-31", "2021-01-31", "", "31 студзеня 2021 года"),
        ("2021-02-01", "2021-02-28", "", "люты 2021 года"),
        ("2021-01-01", "2021-12-31", "2021", "2021 год"),
        ("2021-12-01", "2022-02-28", "[2021-12..2022-02]",
         "паміж снежнем 2021 года і лютым 2022 года"),
        ("2019-01-01", "2021-12-31", "[2019..2021]", "паміж 2019 і 2021 годам"),
        ("", "2021-12-06", "", "не пазней 6 снежня 2021 года"),
        ("2021-05-01", "2021-05-31", "2021-05~", "каля мая 2021 года"),
    ],
)  # fmt: skip
def test_events_in_belarusian(first: str, last: str, edtf: str, belarusian: str) -> None:
    assert event_date(first, last, edtf, "be").text == belarusian


def test_a_preposition_before_consonants_in_belarusian() -> None:
    start, end = ("2021-01-01", "2021-01-31"), ("2021-12-05", "2021-12-05")
    assert period_date(start, end, "", "be").text == "са студзеня 2021 года да 5 снежня 2021 года"
    assert period_date(end, end, "", "be").text == "5 снежня 2021 года"
    assert period_date(end, ("", ""), "", "be").text.startswith("з 5 снежня 2021 года, ")


@pytest.mark.parametrize(("start", "end", "ongoing", "english", "russian"), PERIODS)
def test_periods(
    start: tuple[str, str], end: tuple[str, str], ongoing: str, english: str, russian: str
) -> None:
    assert period_date(start, end, ongoing, "en").text == english
    assert period_date(start, end, ongoing, "ru").text == russian


def test_machine_form_is_no_more_precise_than_the_source() -> None:
    assert event_date("2021-01-31", "2021-01-31", "", "en").machine == "2021-01-31"
    assert event_date("2021-09-01", "2021-09-30", "", "en").machine == "2021-09"
    assert event_date("2021-09-01", "2021-12-06", "", "en").machine == ""


def test_only_a_day_is_exact() -> None:
    assert event_date("2021-01-31", "2021-01-31", "", "en").is_exact
    assert not event_date("2021-09-01", "2021-09-30", "", "en").is_exact
    assert not event_date("", "2021-12-06", "", "en").is_exact


def test_a_text_that_is_no_date_stays() -> None:
    assert day_words("spring 2021", "en") == "spring 2021"
    assert day_words("2021-02-30", "ru") == "2021-02-30"


@given(st.dates(), st.dates(), st.sampled_from(["en", "ru", "be"]))
def test_any_bounds_name_their_years(first: object, last: object, lang: str) -> None:
    said = event_date(str(first), str(last), "", lang).text
    assert str(last)[:4].lstrip("0") in said


@given(st.text(), st.text(), st.text(), st.sampled_from(["en", "ru", "be"]))
def test_no_text_breaks_it(first: str, last: str, edtf: str, lang: str) -> None:
    assert event_date(first, last, edtf, lang).text
    assert period_date((first, last), (edtf, first), last, lang).text
    assert len(edtf_days(edtf)) == 2
