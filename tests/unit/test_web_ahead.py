"""Pages that are printed before anybody asks."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from kg.config import Config
from kg.engine.store import Store
from kg.views.words import LANGUAGES
from kg.web import ahead
from kg.web.app import create_app
from tests.small_release import CASE, write_release

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    folder = write_release(tmp_path / "out")
    return create_app(Config(), Store.open(folder), folder)


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    told: list[tuple[str, str]] = []
    monkeypatch.setattr(ahead, "printed", lambda iri, lang: told.append((iri, lang)))
    monkeypatch.setattr(ahead, "_BEGIN", 0.0)
    return told


def threads() -> int:
    return sum(thread.name.endswith("(_print)") for thread in threading.enumerate())


def finish() -> None:
    for thread in threading.enumerate():
        if thread.name.endswith("(_print)"):
            thread.join(60)


def test_the_largest_are_printed_in_every_language(
    app: Flask, printed: list[tuple[str, str]]
) -> None:
    ahead.start(app, 1, lambda: False)
    finish()
    assert {lang for _, lang in printed} == {lang for lang, _ in LANGUAGES}
    assert CASE in {iri for iri, _ in printed}


def test_nothing_is_printed_where_nobody_wants_it(
    app: Flask, printed: list[tuple[str, str]]
) -> None:
    ahead.start(app, 0, lambda: False)
    assert threads() == 0
    ahead.start(app, 100, lambda: True)
    finish()
    assert printed == []
