from __future__ import annotations

import pytest

from kg.views.penalties import duration


@pytest.mark.parametrize(
    ("months", "days", "english", "russian", "belarusian"),
    [
        (1, 0, "1 month", "1 месяц", "1 месяц"),
        (30, 0, "2 years 6 months", "2 года 6 месяцев", "2 гады 6 месяцаў"),
        (12, 1, "1 year 1 day", "1 год 1 сутки", "1 год 1 суткі"),
        (132, 0, "11 years", "11 лет", "11 гадоў"),
        (252, 15, "21 years 15 days", "21 год 15 суток", "21 год 15 сутак"),
        (0, 0, "", "", ""),
    ],
)
def test_duration(months: int, days: int, english: str, russian: str, belarusian: str) -> None:
    assert duration(months, days, "en") == english
    assert duration(months, days, "ru") == russian
    assert duration(months, days, "be") == belarusian


def test_a_bound_is_in_the_genitive() -> None:
    assert duration(36, 0, "ru", is_bound=True) == "3 лет"
    assert duration(12, 0, "ru", is_bound=True) == "1 года"
    assert duration(24, 0, "be", is_bound=True) == "2 гадоў"
