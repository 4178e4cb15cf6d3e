"""The tables of persons, prosecutions and charges."""

from __future__ import annotations

from typing import Final

from kg.release.table_columns import SOURCES, Table, iris, link, text, whole

NAMED: Final = "?nameKind=namekind-as-published,namekind-original-script,namekind-alias"
BY_US: Final = "?nameKind=namekind-transliterated-by-us,namekind-restored-by-us"
"""Former names are in neither: they are never shown."""

PERSONS: Final = Table(
    "persons", "Person",
    {"en": "Persons named in public by a monitor, as holder of an office, or by consent.",
     "ru": "Люди, публично названные наблюдателем, как должностные лица или с их согласия."},
    (
        text("name_forms", f"hasName/{NAMED}/nameForm", "Forms of the name that sources print.",
             "Формы имени, как они напечатаны в источниках."),
        text("name_forms_by_us", f"hasName/{BY_US}/nameForm", "Forms made by us: transliterated, "
             "or put back into the original script.",
             "Формы, составленные нами: транслитерация или возвращение к исходному письму."),
        text("position", "position", "Post or work as sources state it.",
              "Должность или занятие по источникам."),
        link("public_role", "publicRole", "Public office.", "Публичная должность."),
        link("publication_basis", "publicationBasis", "Why the name is public.",
              "Почему имя публикуется."),
        link("review", "reviewedIn", "Review of the risk of naming.",
              "Оценка риска публикации имени."),
        iris("prosecutions", "^defendant", "Prosecutions on record.", "Преследования в базе."),
        link("cases", "^defendant/inCase", "Cases in which the person is a defendant.",
              "Дела, где человек обвиняемый."),
        link("authority_charged_under", "^defendant/^chargeIn/citesPart",
              "Parts of articles that authorities charge, in any case on record.",
              "Части статей, вменяемые властями, по всем делам базы."),
        link("derived_ever_recognised_as_political_prisoner_by",
              "everRecognisedAsPoliticalPrisonerBy",
              "Bodies that at some time recognised the person as a political prisoner; derived "
              "from the assessments, whose dates are in the table claims.",
              "Организации, когда-либо признавшие человека политзаключённым; выведено из оценок, "
              "даты которых в таблице claims."),
        SOURCES,
    ),
    has_variants=False,
)  # fmt: skip

PROSECUTIONS: Final = Table(
    "prosecutions", "Prosecution",
    {"en": "Prosecutions: one defendant in one case.",
     "ru": "Преследования: один обвиняемый в одном деле."},
    (
        link("defendant", "defendant", "Person or unnamed defendant.",
              "Человек или неназванный обвиняемый."),
        link("case", "inCase", "The case.", "Дело."),
        link("derived_case_scope", "inCase/scope", "Whether a monitor assessed the case; counts "
              "usually take assessed cases only.",
              "Оценивал ли дело наблюдатель; подсчёты обычно берут только такие дела."),
        link("mode", "mode", "Mode of the proceedings.", "Порядок производства."),
        link("derived_prosecuting_state", "prosecutingState", "State that prosecutes.",
              "Преследующее государство."),
        link("region_of_court", "regionOfCourt", "Region of the court.", "Регион суда."),
        link("region_of_act", "regionOfAct", "Region of the alleged act.",
              "Регион вменяемого деяния."),
        link("region_of_arrest", "regionOfArrest", "Region of the arrest.", "Регион задержания."),
        link("list_region", "regionByList", "Region by a monitor's list.",
              "Регион по списку наблюдателя."),
        link("region_by_report", "regionByReport", "Region by a report.", "Регион по сообщению."),
        iris("charges", "^chargeIn", "Charges.", "Обвинения."),
        SOURCES,
    ),
)  # fmt: skip

CHARGES: Final = Table(
    "charges", "Charge",
    {"en": "Charges: what authorities allege, as sources tell it. A charge says nothing about "
           "guilt.",
     "ru": "Обвинения: что вменяют власти, по источникам. Обвинение ничего не говорит о вине."},
    (
        iris("prosecution", "chargeIn", "Prosecution in which it is charged.",
              "Преследование, в котором вменяется."),
        link("defendant", "chargeIn/defendant", "The defendant.", "Обвиняемый."),
        link("case", "chargeIn/inCase", "The case.", "Дело."),
        link("case_as_a_whole", "chargeForCase", "The case, where the source does not say whom "
              "the charge falls on.",
              "Дело, если источник не говорит, кому вменено."),
        link("authority_article", "citesArticle", "Article charged; that of the part is entailed.",
              "Вменяемая статья; для части она выведена."),
        link("authority_part", "citesPart", "Part of the article charged.",
              "Вменяемая часть статьи."),
        link("authority_point", "citesPoint", "Point charged.", "Вменяемый пункт."),
        link("authority_modifier", "citesModifier", "General provision charged with it "
              "(attempt, complicity).", "Общая норма (покушение, соучастие)."),
        link("authority_code", "citesCode", "The code.", "Кодекс."),
        text("authority_charge_text_en", "chargeText@en", "What is charged, in words (English).",
              "Что вменяется, словами (по-английски)."),
        text("authority_charge_text_ru", "chargeText@ru", "What is charged, in words (Russian).",
              "Что вменяется, словами (по-русски)."),
        whole("authority_number_of_counts", "numberOfCounts", "count", "Number of counts.",
               "Число эпизодов."),
        iris("authority_requalified_as", "requalifiedAs", "Charge that took its place.",
              "Обвинение, которое его заменило."),
        link("court_convicted_under", "convictedUnder", "Provision of the judgment, where it is "
              "another.", "Норма приговора, если она другая."),
        SOURCES,
    ),
)  # fmt: skip
