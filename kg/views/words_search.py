"""Strings of the search page; `words` joins them with the others."""

from __future__ import annotations

from typing import Final

TABLE: Final[dict[str, tuple[str, str]]] = {
    "search_label": ("Name, case, article or id", "Имя, дело, статья или идентификатор"),
    "search_found": ("Found: {number}", "Найдено: {number}"),
    "search_found_more": (
        "More than {number} found; the first {number} can be seen. Another word narrows the "
        "search.",
        "Найдено больше {number}; показать можно первые {number}. Уточните поиск ещё одним словом.",
    ),
    "search_range": ("{first} to {last}", "с {first} по {last}"),
    "search_none": ("Nothing found for", "Ничего не найдено по запросу"),
    "search_none_of_kind": (
        "Nothing of this kind, but among all kinds there is.",
        "Такого вида нет, но среди всех видов найдено.",
    ),
    "search_no_id": (
        "This looks like the id of a record, but no record of this release has it. The last "
        "character guards against typing errors: compare it with where you have the id from.",
        "Это похоже на идентификатор записи, но в этом выпуске такой записи нет. Последний знак "
        "защищает от опечаток: сверьте идентификатор с источником.",
    ),
    "search_tips": ("How to search", "Как искать"),
    "search_tip_names": (
        "Names in any spelling, in Latin or Cyrillic letters, in any order; a surname is enough. "
        "Small typing mistakes are forgiven.",
        "Имена в любом написании, латиницей или кириллицей, в любом порядке; достаточно фамилии. "
        "Небольшие опечатки не мешают.",
    ),
    "search_tip_short": (
        "The beginning of a word is enough, and initials do: P. Ivanov.",
        "Достаточно начала слова; годятся и инициалы: П. Иванов.",
    ),
    "search_tip_law": (
        "An article by its number: 205.5, art. 318, 282.2 part 1.",
        "Статья по номеру: 205.5, ст. 318, 282.2 ч. 1.",
    ),
    "search_tip_phrase": (
        "Words in quotation marks are found as they stand.",
        "Слова в кавычках ищутся так, как написаны.",
    ),
    "search_tip_id": (
        "An id or an address leads straight to its record.",
        "Идентификатор или адрес ведёт прямо к записи.",
    ),
    "search_absence": (
        "That somebody is not found here says nothing: most repression is not recorded anywhere.",
        "Если кого-то здесь нет, это ни о чём не говорит: большая часть репрессий нигде не "
        "записана.",
    ),
    "search_shorter": (
        "Try the surname alone, or fewer words.",
        "Попробуйте только фамилию или меньше слов.",
    ),
    "search_not_kept": (
        "What is searched for is not written down.",
        "Поисковые запросы не записываются.",
    ),
    "search_kinds": ("Kinds of results", "Виды результатов"),
    "search_all": ("All", "Все"),
    "search_scripts": ("For programs", "Для программ"),
    "search_json": ("These results as JSON", "Эти результаты в JSON"),
    "search_json_note": (
        "q is the text, kind one of the kinds above, limit up to 100, page from 1; format=json "
        "gives address, kind, labels, the form that matched and why.",
        "q: текст, kind: один из видов выше, limit: до 100, page: с 1; format=json даёт адрес, "
        "вид, названия, совпавшую форму и причину.",
    ),
    "search_matched": ("matched", "совпало"),
    "terms": ("Terms", "Термины"),
    "parts": ("Parts of records", "Части записей"),
    "others": ("Other", "Прочее"),
    # one of a kind
    "one_persons": ("person", "человек"),
    "one_groups": ("group of persons", "группа лиц"),
    "one_cases": ("case", "дело"),
    "one_clusters": ("group of cases", "группа дел"),
    "one_law": ("law", "закон"),
    "one_organisations": ("organisation", "организация"),
    "one_places": ("place", "место"),
    "one_events": ("event", "событие"),
    "one_documents": ("source", "источник"),
    "one_reviews": ("review of risk", "оценка риска"),
    "one_terms": ("term", "термин"),
    "one_parts": ("part of a record", "часть записи"),
    "one_others": ("other", "прочее"),
    # why something was found, beside it
    "how_number": ("by its number", "по номеру"),
    "how_label": ("by its name", "по названию"),
    "how_name": ("by a form of the name", "по форме имени"),
    "how_words": ("by its words", "по словам"),
    "how_beginning": ("by the beginning of a word", "по началу слова"),
    "how_sound": ("in another spelling", "в другом написании"),
    "how_without_patronymic": ("without the patronymic", "без отчества"),
    "how_similar": ("similar", "похоже"),
    "how_keyboard": ("in the other keyboard layout", "в другой раскладке клавиатуры"),
}
