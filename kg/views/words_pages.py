"""Strings of the browse views and of the counts on pages; `words` joins them with the others."""

from __future__ import annotations

from typing import Final

TABLE: Final[dict[str, tuple[str, str]]] = {
    "prosecutions": ("Prosecutions", "Преследования"),
    "articles": ("Articles", "Статьи"),
    # home
    "home_newest": ("Latest assessments on record", "Последние оценки в записях"),
    "home_newest_note": (
        "Cases by the day of the latest assessment that is dated to the day; lists apart.",
        "Дела по дню последней оценки, известной с точностью до дня; списки отдельно.",
    ),
    "home_ways": ("Ways in", "С чего начать"),
    "home_ways_note": (
        "Numbers are cases with an assessment by a monitor on record.",
        "Числа: дела, по которым есть оценка правозащитников.",
    ),
    "home_more": ("All of them", "Показать все"),
    # how many, in which unit
    "unit_of_cases": ("Cases: {number}", "Дел: {number}"),
    "unit_of_persons": (
        "Persons named in public: {number}",
        "Человек, названных публично: {number}",
    ),
    "unit_of_prosecutions": (
        "Prosecutions (one defendant in one case): {number}",
        "Преследований (одно лицо в одном деле): {number}",
    ),
    "unit_of_articles": ("Articles on record: {number}", "Статей в записях: {number}"),
    "unit_of_organisations": ("Organisations: {number}", "Организаций: {number}"),
    "unit_of_places": ("Places: {number}", "Мест: {number}"),
    "unit_of_documents": ("Source documents: {number}", "Документов-источников: {number}"),
    # which are counted
    "scope_assessed_cases": (
        "Counted: cases with an assessment by a monitor on record.",
        "Считаются дела, по которым есть оценка правозащитников.",
    ),
    "scope_all_cases": (
        "Counted: all cases on record, those only reported included.",
        "Считаются все дела в записях, включая те, о которых только сообщается.",
    ),
    "scope_assessed_persons": (
        "Counted: persons whom a monitor has assessed, or who are prosecuted in an assessed case.",
        "Считаются люди, о которых есть оценка правозащитников или которых преследуют в деле "
        "с такой оценкой.",
    ),
    "scope_all_persons": (
        "Counted: all persons on record, those only reported included.",
        "Считаются все люди в записях, включая тех, о ком только сообщается.",
    ),
    "scope_assessed_prosecutions": (
        "Counted: prosecutions in cases with an assessment by a monitor on record.",
        "Считаются преследования в делах, по которым есть оценка правозащитников.",
    ),
    "scope_all_prosecutions": (
        "Counted: prosecutions in all cases on record, those only reported included.",
        "Считаются преследования во всех делах, включая те, о которых только сообщается.",
    ),
    "scope_every": ("Counted: everything on record.", "Считается всё, что есть в записях."),
    "scope_to_all": ("Include what is only reported", "Включить то, о чём только сообщается"),
    "scope_to_assessed": ("Only what monitors assess", "Только с оценкой правозащитников"),
    "note_persons": (
        "A charge says nothing about guilt. Tags and regions of a list are that body’s claim and "
        "are not added to charges. There is no facet for belief or origin.",
        "Обвинение ничего не говорит о вине. Теги и регионы списка: утверждение его составителя, "
        "к обвинениям они не прибавляются. Отбора по вере или происхождению нет.",
    ),
    "note_prosecutions": (
        "One prosecution is one defendant in one case. A charge says nothing about guilt.",
        "Одно преследование: один обвиняемый в одном деле. Обвинение ничего не говорит о вине.",
    ),
    "note_articles": (
        "Charges, prosecutions and persons are those of assessed cases; tags of lists stand "
        "apart and are never added to them.",
        "Обвинения, преследования и люди считаются по делам с оценкой; теги списков стоят "
        "отдельно и к ним не прибавляются.",
    ),
    "note_places": (
        "“Prosecutions” counts the region of a prosecution, on whatever basis; “persons by a "
        "list” the region under which a list has them. Prosecuting state is not territory.",
        "«Преследования» считаются по региону преследования, на любом основании; «людей по "
        "списку»: по региону, указанному списком. Преследующее государство не территория.",
    ),
    "note_belief": (
        "Under this theme cases are counted and shown by their identifiers. A title may hold a "
        "name, and nobody is listed here by belief or origin.",
        "По этой теме дела считаются и показаны по идентификаторам. В названии дела может быть "
        "имя, а список людей по вере или происхождению здесь не составляется.",
    ),
    "known_of": ("known for {known} of {total}", "известно для {known} из {total}"),
    "facet_more": ("All {number}", "Все: {number}"),
    "and_more": ("and {number} more", "и ещё {number}"),
    "shown_range": ("{first} to {last} of {total}", "{first}–{last} из {total}"),
    "cite_this": ("Cite this", "Как сослаться"),
    "editors_of": ("Polpros editors", "Редакция Polpros"),
    # how a record is used
    "uses": ("How much of the release this is in", "Сколько записей выпуска с этим связано"),
    "uses_note": (
        "Only what monitors have assessed is counted. Persons, prosecutions, charges and tags of "
        "lists are different units and are never added up.",
        "Считается только то, по чему есть оценка правозащитников. Люди, преследования, "
        "обвинения и теги списков: разные единицы, их не складывают.",
    ),
    "by_region": ("Prosecutions by region", "Преследования по регионам"),
    "by_year": ("Prosecutions by year of an event", "Преследования по годам событий"),
    "by_article": ("Prosecutions by article charged", "Преследования по вменённым статьям"),
    "by_with": ("Charged together with, prosecutions", "Вменяется вместе с, преследований"),
    "incoming": ("Everything that points here", "Всё, что сюда ссылается"),
    "incoming_link": (
        "Everything in the release that points to this record, counted and paged",
        "Всё в выпуске, что ссылается на эту запись: с числом и по страницам",
    ),
    "pointing_thing": ("What points here", "Что ссылается"),
    "counted_listed": ("Assessments that put a person on this list", "Оценки по этому списку"),
    "counted_listed_note": (
        "Each is a claim of the body that keeps the list; its tags are not charges.",
        "Каждая: утверждение составителя списка; его теги не обвинения.",
    ),
    "unit_listed": ("assessments", "оценок"),
    # long records
    "chart": ("Timeline at a glance", "Хронология в общих чертах"),
    "chart_note": (
        "Solid marks are known to the day; hollow bars span the days between which something "
        "happened or was said. The sections below tell the same in words.",
        "Сплошные отметки известны с точностью до дня; полые полосы охватывают дни, между "
        "которыми это произошло или было сказано. Разделы ниже говорят то же словами.",
    ),
    "lane_events": ("Events", "События"),
    "lane_periods": ("Periods", "Периоды"),
    "lane_allege": ("Authorities allege", "Утверждают власти"),
    "lane_found": ("Courts found", "Установили суды"),
    "lane_assess": ("Monitors assess", "Оценивают"),
    "lane_demand": ("Demands", "Требования"),
    "lane_account": ("Accounts, denials", "Рассказы"),
    "defendant": ("Defendant", "Обвиняемый"),
    "further": ("All {number}", "Все: {number}"),
    "whole_record": ("The whole record", "Вся запись"),
    "one_section": ("One section of the record", "Один раздел записи"),
    "bibliography": ("Documents cited on this page", "Документы, на которые ссылается страница"),
    "statements_link": (
        "All statements about this record and its parts, with their origin",
        "Все утверждения о записи и её частях, с происхождением",
    ),
    "parts_elsewhere": ("Parts told on other pages", "Части, изложенные на других страницах"),
    # facets
    "narrow": ("Narrow down", "Уточнить"),
    "narrowed": ("Narrowed to", "Выбрано"),
    "clear_all": ("Clear all", "Сбросить всё"),
    "pages": ("Pages", "Страницы"),
    "give_up": ("remove", "убрать"),
    "sort_by": ("Order", "Порядок"),
    "same_rows": ("The same rows", "Те же строки"),
    "as_sheet": ("CSV for a spreadsheet", "CSV для таблиц"),
    "query_this": ("Query this", "Запрос SPARQL"),
    "this_view": ("Address of this view", "Адрес этого вида"),
    "none_chosen": (
        "Nothing on record has all of this.",
        "Записей, к которым всё это относится, нет.",
    ),
    "facet_state": ("Prosecuting state", "Преследующее государство"),
    "facet_region": ("Region of the prosecution", "Регион преследования"),
    "facet_article": ("Article charged", "Вменённая статья"),
    "facet_stage": ("Stage (events on record)", "Стадия (события в записях)"),
    "facet_year": ("Year of an event", "Год события"),
    "facet_theme": ("Theme", "Тема"),
    "facet_status": ("Assessed as", "Оценка"),
    "facet_assessor": ("Assessor", "Кто оценил"),
    "facet_assessed": ("Year of the assessment", "Год оценки"),
    "facet_publisher": ("Source (publisher)", "Источник (издатель)"),
    "facet_tag": ("Tag of a list (not a charge)", "Тег списка (не обвинение)"),
    "facet_listregion": ("Region by a list", "Регион по списку"),
    "facet_code": ("Code", "Кодекс"),
    "facet_with": ("Charged together with", "Вменяется вместе с"),
    "facet_role": ("Kind", "Вид"),
    "facet_says": ("Speaks on record as", "Что утверждает"),
    "facet_designated": ("Designated by authorities as", "Признано властями"),
    "facet_placekind": ("Kind of place", "Вид места"),
    "facet_within": ("Within", "В пределах"),
    "facet_doctype": ("Kind of document", "Вид документа"),
    "facet_issued": ("Year of publication", "Год публикации"),
    "facet_notshown": ("What it does not show", "Чего в нём не видно"),
    # columns
    "column_article": ("Articles charged", "Вменённые статьи"),
    "column_region": ("Region", "Регион"),
    "column_year": ("Years of events", "Годы событий"),
    "column_prosecutions": ("Prosecutions", "Преследований"),
    "column_tag": ("Tags of a list", "Теги списка"),
    "column_listregion": ("Region by a list", "Регион по списку"),
    "column_case": ("Case", "Дело"),
    "column_stage": ("Stage", "Стадия"),
    "column_charges": ("Charges", "Обвинений"),
    "column_code": ("Code", "Кодекс"),
    "column_persons": ("Persons", "Человек"),
    "column_tagged": ("Persons tagged by a list", "Человек с тегом списка"),
    "column_role": ("Kind", "Вид"),
    "column_claims": ("Claims", "Утверждений"),
    "column_decided": ("Acts and decisions", "Действий и решений"),
    "column_documents": ("Documents published", "Опубликовано документов"),
    "column_placekind": ("Kind", "Вид"),
    "column_within": ("Within", "В пределах"),
    "column_events": ("Events here", "Событий здесь"),
    "column_listed": ("Persons by a list", "Человек по списку"),
    "column_publisher": ("Publisher", "Издатель"),
    "column_doctype": ("Kind", "Вид"),
    "column_issued": ("Year", "Год"),
    "column_supports": ("Statements it supports", "Подтверждает утверждений"),
    # orders
    "sort_name": ("name", "по имени"),
    "sort_year": ("latest year", "по последнему году"),
    "sort_issued": ("newest", "сначала новые"),
    "sort_prosecutions": ("most prosecutions", "по числу преследований"),
    "sort_charges": ("most charges", "по числу обвинений"),
    "sort_persons": ("most persons", "по числу людей"),
    "sort_tagged": ("most tagged by a list", "по числу тегов списка"),
    "sort_claims": ("most claims", "по числу утверждений"),
    "sort_decided": ("most acts and decisions", "по числу действий и решений"),
    "sort_documents": ("most documents", "по числу документов"),
    "sort_events": ("most events", "по числу событий"),
    "sort_listed": ("most persons by a list", "по числу людей в списке"),
    "sort_supports": ("most supported", "по числу подтверждений"),
}
"""Key → English and Russian, as in `words`."""
