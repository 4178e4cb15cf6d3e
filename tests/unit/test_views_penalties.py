from __future__ import annotations

import pytest

from kg.views.penalties import duration


@pytest.mark.parametrize(
    ("months", "days", "english", "russian"),
    [
        (1, 0, "1 month", "1 месяц"),
        (30, 0, "2 years 6 months", "2 года 6 месяцев"),
        (12, 1, "1 year 1 day", "1 год 1 сутки"),
        (132, 0, "11 years", "11 лет"),
        (252, 15, "21 years 15 days", "21 год 15 суток"),
        (0, 0, "", ""),
    ],
)
def test_duration(months: int, days: int, english: str, russian: str) -> None:
    assert duration(months, days, "en") == english
    assert duration(months, days, "ru") == russian


def test_a_bound_is_in_the_genitive() -> None:
    assert duration(36, 0, "ru", is_bound=True) == "3 лет"
    assert duration(12, 0, "ru", is_bound=True) == "1 года"
