"""Measures the search at a million labels: `python -m tests.benchmark.bench_search`.

The persons and titles are invented from syllables, with a seed, so two runs ask the same of the
same index. It is kept in `.cache/bench` until the program that writes it changes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import statistics
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rich.console import Console
from rich.table import Table

from kg.model import names, translit
from kg.model.ns import ID
from kg.release import search_index, search_rows, search_typos
from kg.release.search import search
from kg.release.search_index import write_index
from kg.release.search_rows import Form, Row, place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

CACHE: Final = Path(__file__).resolve().parents[2] / ".cache" / "bench"
GOAL_MS: Final = 20.0
SEED: Final = 20261122

_ONSETS: Final = ("б", "в", "г", "д", "ж", "з", "к", "л", "м", "н", "п", "р", "с", "т", "ф", "х",
                  "ц", "ч", "ш", "щ", "бр", "гр", "тр", "ст", "кл", "")  # fmt: skip
_VOWELS: Final = ("а", "е", "и", "о", "у", "ы", "э", "ю", "я", "ё", "ай", "ей")
_ENDS: Final = ("ов", "ев", "ин", "ский", "енко", "уллаев", "ян", "чук")
_SHORT: Final = {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu",
                 "я": "ya", "ё": "yo", "й": "y", "ы": "y", "э": "e"}  # fmt: skip
_SAME: Final = dict(zip("абвгдезиклмнопрстуф", "abvgdeziklmnoprstuf", strict=True))
_ENGLISH: Final = str.maketrans({**_SHORT, **_SAME, "ь": ""})
_PASSPORT: Final = str.maketrans(
    {**_SHORT, **_SAME, "ь": "", "ю": "iu", "я": "ia", "ё": "e", "й": "i"}
)
_TITLE_WORDS: Final = 4000


def invented(labels: int) -> list[Row]:
    """Return records with so many labels: nine of ten of persons, in three spellings each."""
    chance = random.Random(SEED)  # noqa: S311 - test data
    surnames = sorted({_word(chance, 2) + chance.choice(_ENDS) for _ in range(20_000)})
    given = sorted({_word(chance, 2) for _ in range(600)})
    fathers = [f"{name}ович" for name in given]
    vocabulary = sorted({_word(chance, 3) for _ in range(_TITLE_WORDS)})
    found = [
        _person(number, chance, surnames, given, fathers) for number in range(labels * 3 // 10)
    ]
    found += [_title(number, chance, vocabulary, surnames) for number in range(labels // 10)]
    return sorted(found, key=place)


def _word(chance: random.Random, syllables: int) -> str:
    return "".join(chance.choice(_ONSETS) + chance.choice(_VOWELS) for _ in range(syllables))


def _often(chance: random.Random, words: list[str]) -> str:
    """Return one of the words, the first ones far more often, as names are."""
    return words[int(len(words) * chance.random() ** 3)]


def _person(
    number: int, chance: random.Random, surnames: list[str], given: list[str], fathers: list[str]
) -> Row:
    last, first = _often(chance, surnames).title(), _often(chance, given).title()
    full = f"{last} {first} {_often(chance, fathers).title()}"
    english = f"{first} {last}".lower()
    forms = (
        Form(full, "ru", True),
        Form(english.translate(_ENGLISH).title(), "en", True),
        Form(english.translate(_PASSPORT).title(), "en", False),
    )
    return Row(f"{ID}p-{number:07d}", "persons", "Person", "", forms)


def _title(number: int, chance: random.Random, words: list[str], surnames: list[str]) -> Row:
    said = [_often(chance, words) for _ in range(7)]
    text = f"Дело {_often(chance, surnames).title()} и другие: {' '.join(said)}"
    return Row(f"{ID}doc/t-{number}", "documents", "SourceDocument", "", (Form(text, "ru", True),))


def questions(found: list[Row], amount: int) -> dict[str, list[str]]:
    """Return what is asked, by kind of question; the worst that can be asked among it."""
    chance = random.Random(SEED + 1)  # noqa: S311 - test data
    persons = [row.forms for row in found if row.kind == "persons"]

    def some(make: Callable[[str, str], str]) -> list[str]:
        return [make(forms[0].text, forms[1].text) for forms in chance.sample(persons, amount)]

    return {
        "surname, as written": some(lambda ru, _: ru.split()[0]),
        "surname, other alphabet": some(lambda _, en: en.split()[1]),
        "whole name, order free": some(lambda ru, _: " ".join(reversed(ru.split()))),
        "initial and surname": some(lambda ru, en: f"{ru.split()[1][0]}. {en.split()[1]}"),
        "prefix of 2 letters": some(lambda ru, _: ru[:2]),
        "prefix of 3 to 5 letters": some(lambda ru, _: ru[: chance.randint(3, 5)]),
        "two prefixes": some(lambda ru, _: f"{ru[:3]} {ru.split()[1][:2]}"),
        "phrase": some(lambda ru, _: f'"{" ".join(ru.split()[:2])}"'),
        "one letter": [chr(code) for code in range(ord("а"), ord("я") + 1)],
        "word in every title": ["дело", "delo", "другие", "и", "дело другие", '"и другие"'],
        "typing mistake": some(lambda ru, _: _mistyped(ru.split()[0], chance)),
        "typing mistake, other alphabet": some(lambda _, en: _mistyped(en.split()[1], chance)),
        "two mistyped words": some(
            lambda ru, _: " ".join(_mistyped(word, chance) for word in ru.split()[:2])
        ),
        "father's name that is wrong": some(lambda ru, _: f"{' '.join(ru.split()[:2])} Зюзюевич"),
        "nothing like it": [_word(chance, 5) + "ъх" for _ in range(amount)],
    }


def _mistyped(word: str, chance: random.Random) -> str:
    """Return a word with one letter missing, doubled, wrong, or exchanged with the next."""
    at = chance.randrange(1, len(word) - 1)
    before, letter, after = word[:at], word[at], word[at + 1 :]
    return before + chance.choice(
        [after, letter * 2 + after, chance.choice("аеиоурнст") + after,
         after[0] + letter + after[1:]]
    )  # fmt: skip


def _index(labels: int) -> tuple[Path, list[Row], float]:
    """Return the index, what is in it, and the seconds that writing it took; 0 if it was there."""
    sources = [
        Path(str(module.__file__))
        for module in (names, translit, search_index, search_rows, search_typos)
    ]
    program = b"".join(path.read_bytes() for path in [*sources, Path(__file__)])
    path = CACHE / f"search-{labels}-{hashlib.sha256(program).hexdigest()[:12]}.sqlite"
    found = invented(labels)
    if path.exists():
        return path, found, 0.0
    CACHE.mkdir(parents=True, exist_ok=True)
    for old in CACHE.glob(f"search-{labels}-*.sqlite"):
        old.unlink()
    partial = path.with_suffix(".partial")
    partial.unlink(missing_ok=True)
    start = time.perf_counter()
    write_index(found, partial)
    seconds = time.perf_counter() - start
    partial.rename(path)
    return path, found, seconds


def _times(path: Path, texts: list[str]) -> Iterator[tuple[float, float, int]]:
    """Yield milliseconds of each search, by the clock and of the processor, and what it finds."""
    for text in texts:
        start, used = time.perf_counter(), time.process_time()
        total = search(path, text).total
        yield 1000 * (time.perf_counter() - start), 1000 * (time.process_time() - used), total


def _p95(figures: Sequence[float]) -> float:
    return sorted(figures)[int(0.95 * (len(figures) - 1))]


def main(arguments: list[str]) -> int:
    """Return the exit code after measuring and printing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--labels", type=int, default=1_000_000)
    parser.add_argument("--amount", type=int, default=100, help="questions of each kind")
    options = parser.parse_args(arguments)
    path, found, seconds = _index(options.labels)
    size = path.stat().st_size / 2**20
    table = Table(title=f"Search in {options.labels:,} labels of {len(found):,} records: "
                        f"{size:,.0f} MiB, written in {seconds:,.0f} s")  # fmt: skip
    for head in ("asked", "p50 ms", f"p95 ms (≤ {GOAL_MS:g})", "p95 CPU ms", "worst ms", "found"):
        table.add_column(head, justify="left" if head == "asked" else "right")
    told: dict[str, dict[str, float]] = {}
    for name, texts in questions(found, options.amount).items():
        list(_times(path, texts[:5]))
        taken, used, totals = zip(*_times(path, texts), strict=True)
        told[name] = {
            "p50_ms": statistics.median(taken),
            "p95_ms": _p95(taken),
            "p95_cpu_ms": _p95(used),
            "worst_ms": max(taken),
            "found": statistics.median(totals),
        }
        p50, p95, cpu, worst, hits = told[name].values()
        mark = "✓" if p95 <= GOAL_MS else "✗"
        cells = (f"{p50:.1f}", f"{p95:.1f} {mark}", f"{cpu:.1f}", f"{worst:.1f}", f"{hits:.0f}")
        table.add_row(name, *cells)
    Console(width=110).print(table)
    kept = CACHE / "search-results.json"
    kept.write_text(json.dumps({"labels": options.labels, "mib": size, "build_s": seconds,
                                "figures": told}, ensure_ascii=False, indent=1) + "\n",
                    encoding="utf-8")  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
