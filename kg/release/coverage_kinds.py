"""What the coverage of a release counts: kinds of records, and the fields of each.

A path is local names joined by `/`; `^` turns one round; `label@en` asks for a language;
`scope=scope-assessed` for one concept. Any of several paths will do.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a kind: its name, its words, and the paths that reach it."""

    name: str
    words: Mapping[str, str]
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record: class, words for the unit, and its fields.

    `where` is a path that leads somewhere from those that count; empty when all do.
    """

    name: str
    of_class: str
    words: Mapping[str, str]
    where: str
    fields: tuple[Field, ...]


def _field(name: str, en: str, ru: str, *paths: str) -> Field:
    return Field(name, {"en": en, "ru": ru}, paths or (name,))


KINDS: Final[tuple[Kind, ...]] = (
    Kind("persons", "Person", {"en": "persons with a record", "ru": "лица с записью"}, "", (
        _field("english-name", "English name printed by a source",
               "английское имя из источника", "label@en"),
        _field("name-forms", "further forms of the name", "другие формы имени", "hasName"),
        _field("citizenship", "citizenship", "гражданство"),
        _field("position", "post or work", "должность или занятие"),
        _field("assessment", "assessment by a monitor", "оценка наблюдателя", "^about",
               "^defendant/^about"),
        _field("prosecution", "prosecution in a case on record", "преследование в деле из базы",
               "^defendant"),
        _field("charge", "charge", "обвинение", "wasCharged"),
        _field("custody", "deprivation of liberty with its dates",
               "лишение свободы с датами", "^affects/measure"),
        _field("review", "review of the naming", "проверка публикации имени",
               "reviewedIn", "riskReviewedOn"),
    )),
    Kind("list-entries", "Assessment",
         {"en": "entries of a monitor's list", "ru": "записи списка наблюдателя"},
         "onListOf", (
        _field("tag", "article the list names", "статья по списку", "listTag"),
        _field("region", "region", "регион", "listRegion"),
        _field("stage", "stage", "стадия", "listStage"),
        _field("measure", "detention", "лишение свободы", "listMeasure"),
        _field("measure-date", "date of detention", "дата лишения свободы",
               "listMeasureNotBefore"),
        _field("term", "term in months", "срок в месяцах", "listTermMonths"),
        _field("penalty", "penalty", "наказание", "listPenalty"),
        _field("regime", "regime", "режим", "listRegime"),
        _field("judgment-date", "date of the judgment", "дата приговора", "listJudgmentDate"),
        _field("court", "court", "суд", "listCourt"),
    )),
    Kind("cases", "Case", {"en": "cases", "ru": "дела"}, "", (
        _field("scope-assessed", "assessed by a monitor", "есть оценка наблюдателя",
               "scope=scope-assessed"),
        _field("prosecution", "defendant by name or role", "обвиняемый по имени или роли",
               "^inCase"),
        _field("theme", "theme", "тема"),
        _field("opening", "opening of the case", "возбуждение дела",
               "^concernsCase/openedUnder"),
    )),
    Kind("prosecutions", "Prosecution",
         {"en": "prosecutions (one defendant in one case)",
          "ru": "преследования (один обвиняемый в одном деле)"}, "", (
        _field("charge", "charge", "обвинение", "hasCharge"),
        _field("article", "article charged", "статья обвинения", "hasCharge/citesArticle"),
        _field("region", "region", "регион", "prosecutionRegion"),
        _field("state", "prosecuting state", "преследующее государство", "prosecutingState",
               "prosecutingStateByReport"),
        _field("sentence", "sentence", "наказание", "^sentenceFor"),
        _field("court", "court", "суд", "^concernsProsecution/decidedBy"),
        _field("mode", "mode of proceedings", "порядок производства"),
    )),
    Kind("charges", "Charge", {"en": "charges", "ru": "обвинения"}, "", (
        _field("article", "article", "статья", "citesArticle"),
        _field("part", "part of the article", "часть статьи", "citesPart"),
        _field("point", "point", "пункт", "citesPoint"),
        _field("version", "wording", "редакция", "citesVersion"),
        _field("conviction", "conviction", "осуждение", "^convictsOn"),
    )),
    Kind("sentences", "Sentence", {"en": "penalties imposed", "ru": "назначенные наказания"},
         "", (
        _field("term", "exact term", "точный срок", "termMonths", "termDays", "termHours"),
        _field("range", "term in bounds", "срок в границах",
               "termMonthsAtLeast", "termMonthsAtMost"),
        _field("regime", "regime", "режим"),
        _field("date", "date of the decision", "дата решения", "^imposesSentence/notBefore"),
        _field("defendant", "on whom it falls", "кому назначено", "sentenceFor"),
    )),
    Kind("events", "Event", {"en": "events", "ru": "события"}, "", (
        _field("not-before", "earliest day", "не ранее", "notBefore"),
        _field("place", "place", "место", "atPlace"),
        _field("authority", "who acted", "кто действовал", "carriedOutBy", "decidedBy"),
        _field("attestation", "how it is attested", "чем подтверждено"),
    )),
    Kind("claims", "Claim", {"en": "claims", "ru": "утверждения"}, "", (
        _field("claimant", "claimant", "кто утверждает", "claimedBy"),
        _field("not-before", "earliest day", "не ранее", "notBefore"),
        _field("ground", "ground", "основание", "ground", "groundText"),
    )),
    Kind("articles", "Article", {"en": "articles of codes", "ru": "статьи кодексов"}, "", (
        _field("title-ru", "title in Russian", "заголовок по-русски", "title@ru"),
        _field("title-en", "title in English", "заголовок по-английски", "title@en"),
        _field("chapter", "chapter", "глава", "inChapter"),
        _field("status", "status", "статус", "provisionStatus"),
        _field("parts", "part on record", "часть в базе", "^partOfArticle"),
        _field("penalty", "penalty, its own or of a part", "наказание, своё или части",
               "^setBy", "^partOfArticle/^setBy", "setsNoPenalty",
               "^partOfArticle/setsNoPenalty"),
    )),
    Kind("documents", "SourceDocument", {"en": "source documents", "ru": "документы-источники"},
         "", (
        _field("title", "title", "заглавие"),
        _field("date", "date", "дата", "issued"),
        _field("address", "address", "адрес", "url"),
        _field("archived", "archived copy", "архивная копия", "archivedAt"),
    )),
)  # fmt: skip
