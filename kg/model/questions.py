"""The questions of `data/queries/`: SPARQL texts with a header that says what they count.

A file is `q07-demands.rq`. Its first lines are comments, one `# key: value` for each of `title`,
`title-ru`, `group`, `note`, and where they apply `params` and `federated`; a line that begins
with `#` and three spaces goes on with the value before it. Everything after is the query.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.errors import ConfigError, SourceLine

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

GROUPS: Final = (
    "Look-ups", "Law", "Time", "Claims", "Networks", "Counts", "Provenance", "Links",
)  # fmt: skip
REQUIRED: Final = ("title", "title-ru", "group", "note")
OPTIONAL: Final = ("params", "federated")

_NAME: Final = re.compile(r"q([0-9]{2})-([a-z0-9]+(?:-[a-z0-9]+)*)\.rq")
_ENTRY: Final = re.compile(r"# ([a-z-]+):(?: (.*))?")
_MORE: Final = re.compile(r"#   (\S.*)")
_PARAMETER: Final = re.compile(r"([a-z]+)=(\S+)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value of a question that its reader may change; `default` stands in the text as it is."""

    name: str
    default: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question: titles by language, what its rows count, and the query without the header."""

    number: int
    slug: str
    title: Mapping[str, str]
    group: str
    note: str
    params: tuple[Parameter, ...]
    text: str
    is_federated: bool


def read_questions(folder: Path) -> list[Question]:
    """Return the questions of a folder by number.

    Raises `ConfigError` for an empty folder, a name or header of another form, and a number
    that two files have.
    """
    paths = sorted(folder.glob("*.rq"))
    if not paths:
        raise ConfigError(f"{folder}: no questions (*.rq) there")
    found: dict[int, Path] = {}
    questions = []
    for path in paths:
        question = read_question(path)
        if question.number in found:
            raise ConfigError(f"{path}: {found[question.number].name} has the same number")
        found[question.number] = path
        questions.append(question)
    return questions


def read_question(path: Path) -> Question:
    """Return the question of one file. Raises `ConfigError`, with the line where there is one."""
    name = _NAME.fullmatch(path.name)
    if not name:
        raise ConfigError(f"{path}: name it like q07-demands.rq: two digits, then words in a-z")
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: {error}") from error
    header = _header(path, lines)
    text = "\n".join(line for line in lines[_header_length(lines) :]) + "\n"
    return Question(
        number=int(name[1]),
        slug=name[2],
        title={"en": header["title"], "ru": header["title-ru"]},
        group=header["group"],
        note=header["note"],
        params=_parameters(path, header.get("params", ""), text),
        text=text,
        is_federated="federated" in header,
    )


def _header_length(lines: list[str]) -> int:
    return next((at for at, line in enumerate(lines) if not line.startswith("#")), len(lines))


def _header(path: Path, lines: list[str]) -> dict[str, str]:
    """Return key → value. Raises `ConfigError` for what is unknown, double, empty or missing."""
    header: dict[str, str] = {}
    key = ""
    for at, line in enumerate(lines[: _header_length(lines)], start=1):
        if key and (more := _MORE.fullmatch(line)):
            header[key] = f"{header[key]} {more[1]}"
            continue
        entry = _ENTRY.fullmatch(line)
        key = entry[1] if entry else ""
        if not entry or key not in (*REQUIRED, *OPTIONAL) or key in header or not entry[2]:
            raise ConfigError(f"{SourceLine(str(path), at)}: {_wrong_line(key, header)}")
        header[key] = entry[2].strip()
    if missing := [key for key in REQUIRED if key not in header]:
        raise ConfigError(f"{path}: the header lacks {', '.join(missing)}")
    _check_words(path, header)
    return header


def _wrong_line(key: str, header: dict[str, str]) -> str:
    if key in header:
        return f"`{key}` stands twice in the header"
    if key in (*REQUIRED, *OPTIONAL):
        return f"`{key}` says nothing"
    return f"a header line is `# key: value` with one of {', '.join((*REQUIRED, *OPTIONAL))}"


def _check_words(path: Path, header: dict[str, str]) -> None:
    if header["group"] not in GROUPS:
        raise ConfigError(f"{path}: group {header['group']!r} is none of {', '.join(GROUPS)}")
    if header.get("federated", "yes") != "yes":
        raise ConfigError(f"{path}: `federated` is `yes` or is left out")


def _parameters(path: Path, written: str, text: str) -> tuple[Parameter, ...]:
    """Return the parameters. Raises `ConfigError` for one whose default the text does not hold."""
    found = []
    for part in filter(None, (part.strip() for part in written.split(";"))):
        match = _PARAMETER.fullmatch(part)
        if not match:
            raise ConfigError(f"{path}: write `params` as name=value; name=value, not {part!r}")
        if match[2] not in text:
            raise ConfigError(f"{path}: the default {match[2]!r} is not in the query")
        found.append(Parameter(match[1], match[2]))
    return tuple(found)
