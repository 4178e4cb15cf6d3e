"""Every string of the interface, in every language, in one place (gettext comes later)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from kg.views import words_pages, words_search

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES: Final[tuple[tuple[str, str], ...]] = (("en", "English"), ("ru", "Русский"))
"""Languages of the interface, each with its own name for itself."""

FALLBACK: Final[dict[str, tuple[str, ...]]] = {"en": ("en", "ru", "be"), "ru": ("ru", "be", "en")}
"""The order in which languages are tried for a label; after these, any other by its tag.

A label that is not in the language of the page carries a `lang` attribute. Machine
transliteration is never a label: it stands beside the name, with a note that says so.
"""

_TABLE: Final[dict[str, tuple[str, str]]] = {
    # the frame of every page
    "site": ("Polpros", "Polpros"),
    "tagline": (
        "An open knowledge graph of politically motivated prosecutions",
        "Открытый граф знаний о политически мотивированных преследованиях",
    ),
    "skip": ("Skip to content", "К содержанию"),
    "language": ("Language", "Язык"),
    "menu": ("Main menu", "Главное меню"),
    "home": ("Home", "Главная"),
    "cases": ("Cases", "Дела"),
    "persons": ("Persons", "Люди"),
    "organisations": ("Organisations", "Организации"),
    "documents": ("Sources", "Источники"),
    "places": ("Places", "Места"),
    "law": ("Law", "Законы"),
    "clusters": ("Groups of cases", "Группы дел"),
    "groups": ("Groups of persons", "Группы лиц"),
    "events": ("Shared events", "Общие события"),
    "reviews": ("Reviews of risk", "Оценки риска"),
    "search": ("Search", "Поиск"),
    "query": ("Query", "Запросы"),
    "downloads": ("Downloads", "Скачать"),
    "ontology": ("Ontology", "Онтология"),
    "licence": (
        "Data and ontology: CC BY 4.0. Quotations belong to their authors.",
        "Данные и онтология: CC BY 4.0. Цитаты принадлежат их авторам.",
    ),
    "limits": (
        "Not a sample and not exhaustive: absence here says nothing.",
        "Это не выборка и не полный перечень: отсутствие здесь ни о чём не говорит.",
    ),
    "limits_link": ("What is here and what is not", "Что здесь есть и чего нет"),
    "release": ("Release", "Выпуск"),
    "as_of": ("as of", "по состоянию на"),
    # home
    "home_what": (
        "What human-rights monitors publish about political prosecutions: cases, persons, "
        "articles of criminal codes, and of every record who says so and where.",
        "Что правозащитники публикуют о политических преследованиях: дела, люди, статьи "
        "уголовных кодексов, и о каждой записи, кто это говорит и где.",
    ),
    "home_voices": (
        "What authorities allege, what courts found and what monitors assess are kept apart. "
        "A charge says nothing about guilt.",
        "Утверждения властей, выводы судов и оценки правозащитников разделены. "
        "Обвинение ничего не говорит о вине.",
    ),
    "home_counts": ("What this release holds", "Что есть в этом выпуске"),
    "count_cases_assessed": ("cases assessed by a monitor", "дел с оценкой правозащитников"),
    "count_cases_reported": (
        "further cases, only reported",
        "дел, о которых только сообщается",
    ),
    "count_persons": ("persons named in public", "человек, названных публично"),
    "count_prosecutions": (
        "prosecutions (one defendant in one assessed case)",
        "преследований (одно лицо в одном деле с оценкой)",
    ),
    "count_charges": ("charges in assessed cases", "обвинений в делах с оценкой"),
    "count_assessments": ("assessments by monitors", "оценок правозащитников"),
    "count_documents": ("source documents", "документов-источников"),
    "home_cases": ("Cases in this release", "Дела в этом выпуске"),
    "home_cases_note": (
        "Cases that a monitor on record has assessed.",
        "Дела, по которым есть оценка правозащитников.",
    ),
    "home_reported": (
        "Cases only reported, without an assessment on record, are counted apart.",
        "Дела, о которых только сообщается, без оценки, считаются отдельно.",
    ),
    "home_query": ("Ask in SPARQL", "Спросить на SPARQL"),
    "home_all": ("All cases", "Все дела"),
    "prosecutions_count": ("Prosecutions", "Преследования"),
    "provisions": ("Provisions charged", "Вменённые положения закона"),
    "first_year": ("Earliest possible year", "Самый ранний возможный год"),
    # heads of record pages
    "cite": ("Address for citing", "Адрес для ссылки"),
    "formats": ("This record as data", "Запись как данные"),
    "about_record": ("About this record", "О записи"),
    "sources": ("Sources", "Источники"),
    "source": ("Source", "Источник"),
    "original": ("read it at", "читать на"),
    "archived": ("archived copy", "архивная копия"),
    "republishes": ("republication of another document", "перепечатка другого документа"),
    "contents": ("Contents", "Содержание"),
    "untitled": ("document whose title is not known", "документ с неизвестным заглавием"),
    "no_source": ("no source given here", "источник здесь не указан"),
    "names": ("Names", "Имена"),
    "transliterated": ("transliterated by us", "транслитерация наша"),
    "withheld": ("name withheld", "имя скрыто"),
    "shared": ("recorded in", "записано в"),
    "editors_note": ("Editors’ note", "Примечание редакции"),
    "part_of_record": ("in", "в записи"),
    # machine-made triples
    "entailed": ("entailed", "выведено"),
    "derived": ("derived", "вычислено"),
    "asserted": ("asserted", "записано"),
    "linked": ("accepted link", "принятая связь"),
    "unstated": ("origin not stated", "происхождение не указано"),
    "marks_note": (
        "“Entailed” and “derived” mark what a machine added: entailed follows from the "
        "ontology, derived from a rule over all records. Everything else was written by editors "
        "from the sources shown.",
        "«Выведено» и «вычислено» отмечают добавленное машиной: выведено из онтологии, "
        "вычислено правилом по всем записям. Всё остальное записали редакторы по указанным "
        "источникам.",
    ),
    # case pages
    "happened": ("What happened in the proceedings", "Ход дела"),
    "happened_person": ("What happened, as sources attest", "Что произошло, по источникам"),
    "happened_note": (
        "Events and periods that a source attests, in order of the earliest possible day. "
        "What somebody is accused of is not an event and stands under “Authorities allege”.",
        "События и периоды, о которых есть свидетельство источника, по самому раннему возможному "
        "дню. То, в чём человека обвиняют, не событие: оно в разделе «Утверждают власти».",
    ),
    "disagree": ("Sources disagree; versions side by side", "Источники расходятся; версии рядом"),
    "prosecuted": ("Who is prosecuted, under which law", "Кого преследуют и по каким статьям"),
    "prosecuted_person": ("Prosecutions and charges", "Преследования и обвинения"),
    "prosecuted_note": (
        "One prosecution is one defendant in one case. A charge says nothing about guilt.",
        "Одно преследование: один обвиняемый в одном деле. Обвинение ничего не говорит о вине.",
    ),
    "charges": ("Charges", "Обвинения"),
    "no_charge": ("no charge on record", "обвинение в записях не указано"),
    "case_charges": (
        "charges of which it is not said against whom they are brought",
        "обвинения, о которых не сказано, кому они предъявлены",
    ),
    "no_provision": ("provision not known", "положение закона неизвестно"),
    "words_charged": ("in the words of the source", "словами источника"),
    "defendant_unknown": ("defendant not on record", "обвиняемый не указан"),
    "roles": ("Others in the case, by role", "Другие участники дела, по ролям"),
    "other_parts": ("Further parts of this record", "Другие части записи"),
    "none": ("Nothing on record here.", "Записей нет."),
    # voices
    "voices": ("Who says what", "Кто что говорит"),
    "voice_allege": ("Authorities allege", "Утверждают власти"),
    "voice_allege_note": (
        "Allegations are not facts: no court has tested them in the source that reports them.",
        "Утверждения обвинения не факты: в этом источнике их не проверил суд.",
    ),
    "voice_found": ("Courts found", "Установили суды"),
    "voice_found_note": (
        "Decisions and what courts held in them. A finding stays the claim of that court.",
        "Решения и то, что в них установлено. Вывод остаётся утверждением этого суда.",
    ),
    "voice_assess": ("Monitors assess", "Оценивают правозащитники"),
    "voice_assess_note": (
        "Evaluations by named organisations under their own criteria. “Unlawful and politically "
        "motivated” is said of proceedings, “political prisoner” of a person.",
        "Оценки названных организаций по их критериям. «Незаконным и политически мотивированным» "
        "называют преследование, «политзаключённым» человека.",
    ),
    "voice_demand": ("Demands", "Требования"),
    "voice_demand_note": ("What a claimant asks to be done.", "Чего требует заявитель."),
    "voice_account": ("Accounts and denials", "Рассказы и опровержения"),
    "voice_account_note": (
        "How a claimant tells the facts, and claims that others reject.",
        "Как заявитель излагает факты и какие утверждения он отвергает.",
    ),
    "verb_allege": ("alleges", "утверждает"),
    "verb_found": ("finds", "устанавливает"),
    "verb_assess": ("assesses", "оценивает"),
    "verb_demand": ("demands", "требует"),
    "verb_account": ("says", "сообщает"),
    "verb_denial": ("denies", "отрицает"),
    "alleged_date": ("date alleged", "вменяемая дата"),
    "claimant_unknown": ("claimant not on record", "заявитель не указан"),
    "disputes": ("disputes", "оспаривает"),
    "disputed_by": ("disputed by", "оспаривается"),
    "decisions": ("Decisions and sentences", "Решения и наказания"),
    "sentences": ("Sentences", "Наказания"),
    "sentence": ("Sentence", "Наказание"),
    "list_tags": ("tags of the list, not charges", "теги списка, не обвинения"),
    # counted lists
    "shown_first": ("First {shown} of {total} shown.", "Показаны первые {shown} из {total}."),
    "counted_charges": ("Charges that cite this provision", "Обвинения по этому положению"),
    "counted_charges_note": (
        "Counted: charges on record in this release. One person may have several; convictions "
        "and tags of lists are not counted here.",
        "Считаются обвинения в записях этого выпуска. У одного человека их может быть несколько; "
        "приговоры и теги списков здесь не учтены.",
    ),
    "counted_tags": ("Assessments whose list tags this provision", "Оценки с этим тегом списка"),
    "counted_tags_note": (
        "Tags of a list are not charges.",
        "Теги списка не являются обвинениями.",
    ),
    "counted_claims": ("Claims by this body", "Утверждения этой организации"),
    "counted_claims_note": (
        "Counted: claims on record in this release, of every kind.",
        "Считаются утверждения в записях этого выпуска, всех видов.",
    ),
    "counted_parts": ("Parts of this article", "Части этой статьи"),
    "counted_articles": ("Articles on record", "Статьи в записях"),
    "counted_versions": ("Wordings on record", "Редакции в записях"),
    "counted_cases": ("Cases", "Дела"),
    "counted_codes": ("Codes on record", "Кодексы в записях"),
    "counted_within": ("Places within", "Места в пределах"),
    "counted_events": ("Events and periods here", "События и периоды здесь"),
    "counted_carried": ("Acts carried out by it", "Её действия"),
    "counted_decided": ("Cases decided or heard by it", "Рассмотренное ею"),
    "counted_documents": ("Documents it published", "Опубликованные ею документы"),
    "counted_recognised": (
        "Persons it has ever recognised as political prisoners",
        "Люди, которых она когда-либо признавала политзаключёнными",
    ),
    "counted_recognised_note": (
        "Derived from its assessments, at any time; the dated truth is the assessment.",
        "Вычислено по её оценкам за всё время; даты указаны в самих оценках.",
    ),
    "counted_reviewed": ("Records covered by this review", "Записи, охваченные этой оценкой"),
    "counted_other": ("Also named here", "Также упоминается"),
    "at_least": ("at least", "не менее"),
    "unit_charges": ("charges", "обвинений"),
    "unit_prosecution": ("prosecutions", "преследований"),
    "unit_record": ("records", "записей"),
    "unit_claims": ("claims", "утверждений"),
    "supports": ("What this document supports", "Что подтверждает этот документ"),
    "supports_amount": (
        "things supported: {number}; records: {records}",
        "подтверждено: {number}; записей: {records}",
    ),
    # what is here and what is not
    "limits_1": (
        "The records follow what monitors and courts published. Most repression is not recorded "
        "anywhere, and most of what is recorded is not here.",
        "Записи следуют тому, что опубликовали правозащитники и суды. Большая часть репрессий "
        "нигде не записана, и большей части записанного здесь нет.",
    ),
    "limits_2": (
        "Only persons whom a monitor names in public, or who hold public office in that role, or "
        "who consented, are named. Everybody else in a case is shown by role.",
        "По имени названы только те, кого публично называют правозащитники, кто занимает "
        "государственную должность в этой роли или кто согласился. Остальные показаны по роли.",
    ),
    "limits_3": (
        "What is unknown is left out, never filled in. Sources that disagree stand side by side.",
        "Неизвестное пропущено, а не додумано. Расходящиеся источники стоят рядом.",
    ),
    # statements
    "statements": ("All statements", "Все утверждения"),
    "statements_note": (
        "Every triple about this record and its parts, with its origin.",
        "Все триплеты о записи и её частях, с происхождением.",
    ),
    "property": ("Property", "Свойство"),
    "value": ("Value", "Значение"),
    "origin": ("Origin", "Происхождение"),
    # terms of other vocabularies, by their prefixed names
    "rdf:type": ("class", "класс"),
    "rdfs:label": ("label", "название"),
    "rdfs:subClassOf": ("under", "подкласс"),
    "rdfs:subPropertyOf": ("under", "подсвойство"),
    "rdfs:domain": ("domain", "область определения"),
    "rdfs:range": ("range", "область значений"),
    "rdfs:seeAlso": ("see also", "см. также"),
    "owl:inverseOf": ("inverse of", "обратное к"),
    "owl:disjointWith": ("disjoint with", "не пересекается с"),
    "owl:equivalentClass": ("defined as", "определяется как"),
    "owl:propertyChainAxiom": ("follows from the chain", "следует из цепочки"),
    "skos:prefLabel": ("label", "название"),
    "skos:altLabel": ("other label", "другое название"),
    "skos:definition": ("definition", "определение"),
    "skos:scopeNote": ("scope note", "примечание об охвате"),
    "skos:example": ("example", "пример"),
    "skos:notation": ("code", "код"),
    "skos:broader": ("broader", "шире"),
    "skos:narrower": ("narrower", "уже"),
    "skos:inScheme": ("in scheme", "в схеме"),
    "skos:topConceptOf": ("top concept of", "верхнее понятие схемы"),
    "skos:exactMatch": ("same as", "то же, что"),
    "skos:closeMatch": ("close to", "близко к"),
    "dcterms:title": ("title", "заглавие"),
    "dcterms:publisher": ("publisher", "издатель"),
    "dcterms:issued": ("date of publication", "дата публикации"),
    "dcterms:type": ("kind of document", "вид документа"),
    "dcterms:language": ("language", "язык"),
    "dcterms:created": ("created", "создано"),
    "dcterms:modified": ("changed", "изменено"),
    "dcterms:license": ("licence", "лицензия"),
    "schema:url": ("address", "адрес"),
    "schema:archivedAt": ("archived copy", "архивная копия"),
    "schema:sameAs": ("same in another dataset", "то же в другом наборе данных"),
    "eli:number": ("number", "номер"),
    "eli:first_date_entry_in_force": ("in force from", "действует с"),
    "eli:date_no_longer_in_force": ("in force until", "действует до"),
    # other pages
    "list_empty": ("No record of this kind is in this release.", "Таких записей в выпуске нет."),
    "list_count": ("Records in this release", "Записей в этом выпуске"),
    "previous": ("Previous page", "Предыдущая страница"),
    "next": ("Next page", "Следующая страница"),
    "examples": ("Examples", "Примеры"),
    "query_text": ("Query text", "Текст запроса"),
    "format": ("Format", "Формат"),
    "run": ("Run", "Выполнить"),
    "query_help": (
        "SPARQL 1.1: SELECT, ASK, CONSTRUCT and DESCRIBE. Queries are not logged.",
        "SPARQL 1.1: SELECT, ASK, CONSTRUCT и DESCRIBE. Запросы не записываются.",
    ),
    "prefixes": ("Prefixes", "Префиксы"),
    "results": ("Results", "Результаты"),
    "rows": ("rows", "строк"),
    "no_rows": ("The query ran and found nothing.", "Запрос выполнен, ничего не найдено."),
    "edit_query": ("Change the query", "Изменить запрос"),
    "error_mend": ("What you can do", "Что можно сделать"),
    "back_home": ("Go to the home page", "На главную"),
    "file": ("File", "Файл"),
    "size": ("Size", "Размер"),
    "checksum": ("SHA-256", "SHA-256"),
    "downloads_note": (
        "Every file holds this release whole; check it with its sum.",
        "Каждый файл содержит весь выпуск; проверьте его по контрольной сумме.",
    ),
    "classes": ("Classes", "Классы"),
    "object_properties": ("Properties between things", "Свойства, связывающие объекты"),
    "data_properties": ("Properties with plain values", "Свойства с простыми значениями"),
    "annotation_properties": ("Annotations", "Аннотации"),
    "schemes": ("Concept schemes", "Схемы понятий"),
    "terms_count": ("terms", "терминов"),
    "kind": ("Kind", "Вид"),
    "name": ("Name", "Название"),
}


@cache
def words(lang: str) -> Mapping[str, str]:
    """Return the strings of the interface in a language; an unknown one gives English."""
    column = 1 if lang == "ru" else 0
    every = _TABLE | words_pages.TABLE | words_search.TABLE
    return {key: texts[column] for key, texts in every.items()}


def language(asked: str) -> str:
    """Return the language of the interface that fits what was asked for, else English."""
    primary = asked.lower().partition("-")[0]
    return primary if primary in FALLBACK else "en"
