"""The README of a release: what it is, under which licence, how to verify and to read it."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Final

from kg.release.citation import publisher
from kg.release.describe import LICENCE
from kg.release.files import packing, unpacked, words
from kg.release.value import release_url

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.release.about import About

README: Final = "README.txt"
_WIDTH: Final = 100

_VERIFY: Final = {
    "en": (
        "How to verify: run `sha256sum -c SHA256SUMS` in this folder (macOS: `shasum -a 256 -c "
        "SHA256SUMS`). Every line must say OK. release.json names the previous release and the "
        "checksum of its manifest.",
        "How to read: polpros.ttl is everything as Turtle, in any tool for RDF. tables/*.csv and "
        "tables/*.parquet are tables; tables/datapackage.json says what each column means. Rows "
        "with variant_of are other sources' versions: leave them out of counts. A charge says "
        "nothing about guilt. Names ending in .gz are packed with gzip, in .zst with zstd.",
        "Whoever is recorded here may ask to be taken out; then a reissue takes the place of "
        "this release. Please follow it in your copies.",
        "Files",
    ),
    "ru": (
        "Как проверить: выполните в этой папке `sha256sum -c SHA256SUMS` (macOS: `shasum -a 256 -c "
        "SHA256SUMS`). В каждой строке должно быть OK. В release.json названы прошлый выпуск и "
        "контрольная сумма его манифеста.",
        "Как читать: polpros.ttl содержит всё в формате Turtle. tables/*.csv и tables/*.parquet — "
        "таблицы; что значит каждый столбец, сказано в tables/datapackage.json. Строки с "
        "variant_of — версии других источников, в подсчёты их не включают. Обвинение ничего не "
        "говорит о вине. Файлы .gz сжаты gzip, .zst — zstd.",
        "Тот, о ком здесь есть запись, может попросить её убрать; тогда на место этого выпуска "
        "встаёт исправленный. Просим обновлять свои копии.",
        "Файлы",
    ),
}


def readme(about: About, names: Iterable[str]) -> bytes:
    """Return `README.txt` of a release with these files, in English and then in Russian."""
    found = sorted(names)
    return "\n".join(_told(about, found, tag) for tag in ("en", "ru")).encode()


def _told(about: About, names: Iterable[str], tag: str) -> str:
    verify, read, ask, heading = _VERIFY[tag]
    paragraphs = [
        f"{about.title[tag]}\n{about.version}, {about.date}\n{release_url(about.version)}",
        _wrapped(about.description[tag]),
        _wrapped(about.coverage[tag]),
        f"{publisher(about, tag)}. CC BY 4.0, {LICENCE}",
        *(_wrapped(text) for text in (about.rights.get(tag, ""), verify, read, ask) if text),
        heading,
    ]
    lines = [
        f"  {name}: {words(name)[tag]}"
        for name in names
        if not packing(name) or unpacked(name) not in names
    ]
    return "\n\n".join(paragraphs) + "\n\n" + "\n".join(lines) + "\n"


def _wrapped(text: str) -> str:
    return "\n".join(textwrap.wrap(text, _WIDTH, break_on_hyphens=False, break_long_words=False))
