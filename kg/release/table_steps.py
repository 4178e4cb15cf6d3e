"""The tables of events, sentences, claims and documents."""

from __future__ import annotations

from typing import Final

from kg.release.table_columns import (
    DATES,
    SOURCES,
    TERMS,
    Table,
    day,
    iris,
    link,
    said_by,
    text,
    whole,
)

EVENTS: Final = Table(
    "events", "Event",
    {"en": "Events of proceedings and around them, with the bounds of their dates.",
     "ru": "События производства и вокруг него, с границами дат."},
    (
        link("kind", "rdf:type", "Kind of the event; classes above it are entailed.",
             "Вид события; классы выше выведены."),
        *DATES,
        link("attestation", "attestation", "Who attests the event.", "Кем засвидетельствовано."),
        link("case", "concernsCase", "Case it concerns.", "Дело."),
        iris("prosecutions", "concernsProsecution", "Prosecutions it concerns.", "Преследования."),
        link("affects", "affects", "Persons it falls on.", "На кого направлено."),
        link("court_decided_by", "decidedBy", "Court that decided.", "Суд, принявший решение."),
        link("carried_out_by", "carriedOutBy", "Body that acted; the court of a decision is "
             "entailed.", "Кто действовал; суд решения выведен."),
        link("court_instance", "instance", "Instance of the decision.", "Инстанция."),
        link("court_outcome", "outcome", "Outcome of the decision.", "Исход решения."),
        link("derived_standing", "standing", "Whether the decision stands, derived from the "
             "decisions on it that are on record.",
             "Действует ли решение; выведено из известных решений о нём."),
        iris("court_convicts_on", "convictsOn", "Charges of the conviction.",
             "Обвинения, по которым осуждён."),
        iris("court_acquits_on", "acquitsOn", "Charges of the acquittal.",
             "Обвинения, по которым оправдан."),
        iris("court_imposes", "imposesSentence", "Sentences imposed.", "Назначенные наказания."),
        link("measure", "imposesMeasure", "Measure imposed.", "Избранная мера."),
        link("release_ground", "releaseGround", "Ground of a release.", "Основание освобождения."),
        iris("court_upholds", "upholds", "Decision left in force.", "Решение, оставленное в силе."),
        iris("court_modifies", "modifies", "Decision changed.", "Изменённое решение."),
        iris("court_sets_aside", "setsAside", "Decision set aside.", "Отменённое решение."),
        iris("follows", "follows", "Event before it.", "Предшествующее событие."),
        link("place", "atPlace", "Place.", "Место."),
        SOURCES,
    ),
)  # fmt: skip

SENTENCES: Final = Table(
    "sentences", "Sentence",
    {"en": "Sentences: penalties that courts imposed. A prison term and a fine are two. Only those "
           "that stand and are no part of another are to be added up.",
     "ru": "Наказания, назначенные судами. Срок и штраф записаны отдельно. Складывать можно только "
           "действующие и не входящие в другие."},
    (
        iris("prosecution", "sentenceFor", "Prosecution in which it was imposed.",
             "Преследование, в котором назначено."),
        link("defendant", "sentenceFor/defendant", "The defendant.", "Обвиняемый."),
        link("case", "sentenceFor/inCase", "The case.", "Дело."),
        link("case_as_a_whole", "sentenceForCase", "The case, where the source does not say on "
             "whom it falls.", "Дело, если источник не говорит, кому назначено."),
        link("court_penalty_type", "penaltyType", "Kind of the penalty.", "Вид наказания."),
        *said_by("court", TERMS),
        iris("imposed_by", "^imposesSentence", "Decision that imposed it.",
             "Решение, которым назначено."),
        link("court", "^imposesSentence/decidedBy", "Court that imposed it.", "Суд."),
        iris("for_charge", "forCharge", "Charge for which it was imposed.",
             "Обвинение, за которое назначено."),
        iris("replaces", "replacesSentence", "Sentence that it replaces.",
             "Наказание, которое оно заменяет."),
        iris("aggregates", "aggregates", "Sentences that are contained in it.",
             "Наказания, вошедшие в него."),
        link("derived_standing", "standing", "Whether it stands, derived from the decisions on "
             "record.", "Действует ли; выведено из известных решений."),
        SOURCES,
    ),
)  # fmt: skip

REQUESTED: Final = Table(
    "requested-penalties", "RequestedPenalty",
    {"en": "Penalties that prosecutors asked for; a court imposed none of these as such.",
     "ru": "Наказания, которых просило обвинение; это не назначенные судом."},
    (
        iris("prosecution", "requestedFor", "Prosecution.", "Преследование."),
        link("defendant", "requestedFor/defendant", "The defendant.", "Обвиняемый."),
        link("authority_penalty_type", "penaltyType", "Kind of penalty asked for.",
             "Вид запрошенного наказания."),
        *said_by("authority", TERMS),
        SOURCES,
    ),
)  # fmt: skip

CLAIMS: Final = Table(
    "claims", "Claim",
    {"en": "Claims: who says what of whom, with source. Assessments by monitors, allegations by "
           "authorities, findings, denials, demands, accounts; the column kind tells them apart.",
     "ru": "Утверждения: кто, что и о ком говорит, с источником. Оценки наблюдателей, утверждения "
           "властей, выводы, возражения, требования, сообщения; различает столбец kind."},
    (
        link("kind", "rdf:type", "Kind of the claim; classes above it are entailed.",
             "Вид утверждения; классы выше выведены."),
        link("claimant", "claimedBy", "Who says so.", "Кто это говорит."),
        link("about", "about", "Of whom or what.", "О ком или о чём."),
        text("claim_text_en", "claimText@en", "What is said, in our words (English).",
             "Что сказано, нашими словами (по-английски)."),
        text("claim_text_ru", "claimText@ru", "What is said, in our words (Russian).",
             "Что сказано, нашими словами (по-русски)."),
        *DATES,
        link("monitor_assessed_as", "assessedAs", "Outcome of an assessment.", "Исход оценки."),
        link("claimant_ground", "ground", "Grounds as stated.", "Заявленные основания."),
        text("claimant_ground_text_en", "groundText@en", "Grounds in words (English).",
             "Основания словами (по-английски)."),
        text("claimant_ground_text_ru", "groundText@ru", "Grounds in words (Russian).",
             "Основания словами (по-русски)."),
        link("claimant_demands", "demands", "What is demanded.", "Чего требуют."),
        iris("disputes", "disputes", "Claims it disputes.", "Какие утверждения оспаривает."),
        iris("authority_supports_charge", "supportsCharge", "Charges that it supports.",
             "Обвинения, которые поддерживает."),
        link("list_of", "onListOf", "Whose list the person stands on.", "Чей это список."),
        day("list_date", "listDate", "Day of the list.", "Дата списка."),
        link("list_tag", "listTag", "Articles as tags of the list; never that somebody was "
             "convicted under them.",
             "Статьи как пометы списка; это не значит, что человек осуждён по ним."),
        link("list_region", "listRegion", "Region by the list.", "Регион по списку."),
        link("list_stage", "listStage", "Stage by the list.", "Стадия по списку."),
        link("list_measure", "listMeasure", "Measure by the list.", "Мера по списку."),
        day("list_measure_not_before", "listMeasureNotBefore", "First possible day of the measure.",
            "Первый возможный день меры."),
        day("list_measure_not_after", "listMeasureNotAfter", "Last possible day of the measure.",
            "Последний возможный день меры."),
        link("list_penalty", "listPenalty", "Penalty by the list.", "Наказание по списку."),
        whole("list_term_months", "listTermMonths", "month", "Term by the list.",
              "Срок по списку."),
        day("list_judgment_date", "listJudgmentDate", "Day of the judgment by the list.",
            "День приговора по списку."),
        SOURCES,
    ),
)  # fmt: skip

DOCUMENTS: Final = Table(
    "documents", "SourceDocument",
    {"en": "Documents that are cited: reports, statements, articles, judgments.",
     "ru": "Цитируемые документы: сообщения, заявления, статьи, судебные акты."},
    (
        link("publisher", "dcterms:publisher", "Publisher.", "Издатель."),
        text("issued", "dcterms:issued", "Day, month or year of publication (ISO 8601).",
             "День, месяц или год публикации (ISO 8601)."),
        text("language", "dcterms:language", "Language (BCP 47).", "Язык (BCP 47)."),
        iris("url", "schema:url", "Address.", "Адрес."),
        iris("archived_at", "schema:archivedAt", "Copy in an archive.", "Архивная копия."),
        link("text_by", "textBy", "Whose text it is.", "Чей это текст."),
        iris("republication_of", "republicationOf", "Document it repeats.",
             "Документ, который перепечатан."),
        link("not_shown", "notShown", "What the document does not show.",
             "Чего в документе не видно."),
    ),
    has_variants=False,
)  # fmt: skip
