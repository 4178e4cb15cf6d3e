"""Keys of names (`kg.model.translit`): every usual spelling has the same one."""

from __future__ import annotations

import re

import iuliia  # type: ignore[import-untyped]
import pytest

from kg.model.translit import (
    ABC,
    LETTERS,
    MOST_READINGS,
    RULES,
    SPELLINGS,
    key,
    keys,
    name_words,
    word_keys,
)

# Published schemes of romanisation, as the library has them. Left out are an Uzbek one, one that
# writes "щ" as "sc", and the French one of Soviet passports, which the module names as limits.
SCHEMES = [
    *("ala_lc", "ala_lc_alt", "bgn_pcgn", "bgn_pcgn_alt", "bs_2979", "bs_2979_alt"),
    *("gost_16876", "gost_16876_alt", "gost_52290", "gost_52535", "gost_7034", "gost_779"),
    *("gost_779_alt", "icao_doc_9303", "iso_9_1954", "iso_9_1968", "iso_9_1968_alt"),
    *("mosmetro", "mvd_310", "mvd_782", "scientific", "ungegn_1987", "wikipedia"),
    *("yandex_maps", "yandex_money"),
]
NAMES = [
    *("Агафья", "Артём", "Валерьевич", "Василий", "Вячеслав", "Геннадьевич", "Гюзель"),
    *("Джамиля", "Евгений", "Емельянов", "Жанна", "Зейтуллаев", "Ильич", "Ирина"),
    *("Йозеф", "Крым", "Лобачевский", "Любовь", "Мария", "Наталья", "Никифорович"),
    *("Объедков", "Ольга", "Пётр", "Рафаэль", "Савельич", "Семёнович", "Соловьёва"),
    *("Сыктывкар", "Тимофей", "Уфимцев", "Фёдоров", "Харитон", "Хрущёв", "Цветаева"),
    *("Цыганков", "Чёрный", "Шаляпин", "Щербатых", "Эльмира", "Эскендер", "Юлия"),
    *("Юрьевна", "Ягудин", "Яхъя", "Хызыр", "Мухаммад"),
]
GROUPS = [
    "Зейтуллаев Zeitullaev Zeytullaev Zeytulaev Zeytullayev Zejtullaev Зейтуллаєв",
    "Семёнов Семенов Semyonov Semenov Semënov Semjonov Semionov Семьонов",
    "Юрий Юрій Юрый Yury Yuri Yuriy Iurii Yurii Jurij Juri Youri",
    "Щербаков Shcherbakov Scherbakov Ščerbakov Schtscherbakow Shherbakov",
    "Хрущёв Khrushchev Khrushchov Hruščëv Chruščev Xruščev Hrushchyov",
    "Жуков Zhukov Žukov Jukov Żukow",
    "Цветков Tsvetkov Cvetkov Tzvetkov Tcvetkov Czvetkov",
    "Чайка Chayka Chaika Čajka Tchaika Tschaika Çayka",
    "Нагаев Нагаєв Nagaev Nagayev Nahaiev Nahayev",
    "Михаил Mikhail Mihail Michail Miхаил",
    "Наталья Наталия Наталля Natalia Natalya Natal'ya Natalʹja Nataliia",
    "Джемилев Dzhemilev Djemilev Cemilev Jemilev Джемілєв",
    "Александр Alexander Aleksandr Alexandr",
    "Гарыпаў Harypau Harypaŭ Garypaw",
    "Ковалёв Ковалев Ковальов Kovalyov Kovalev Koval'ov Kowaljow",
    "Кулий Куліі Kuly Kuliy Kulii Kulij",
    "Мустафаев Mustafaev Mustafayev Mustafajew Мустафаєв",
    "Объедков Obyedkov Obʺedkov Obiedkov Ob”yedkov",
    "Къырым Qırım Kyrym Qirim",
    "Ибрагим İbrahim Ibrahim Ibragim Ібрагім",
    "Ягъя Yağya Yagya",
    "Эмине Emine Émine Ehmine",
    "Стась Stas Staś Stas'",
    "Алексеев Alekseev Alexeev Alekseyev Alexeyev Alekseyeff",
    "Аъзамжон Azamzhon Azamjon",
]


@pytest.mark.parametrize("group", GROUPS)
def test_spellings_of_one_name_share_a_key(group: str) -> None:
    first, *others = group.split()
    assert {word: key(first) in keys(word) for word in others} == dict.fromkeys(others, True)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_published_scheme_gives_the_key_of_the_cyrillic(scheme: str) -> None:
    romanise = iuliia.schemas.get(scheme).translate
    wrong = {name: romanise(name) for name in NAMES if key(name) not in keys(romanise(name))}
    assert wrong == {}


@pytest.mark.parametrize(
    "pair",
    [
        *("Петров Петровский", "Иванов Ивашов", "Жуков Шуков", "Чалый Шалый", "Семёнов Симонов"),
        *("Гусев Кусев", "Лисин Лысенко", "Хасан Касан", "Цой Чой", "Марат Мурат", "Ильин Ильич"),
    ],
)
def test_other_names_keep_other_keys(pair: str) -> None:
    one, other = pair.split()
    assert not set(keys(one)) & set(keys(other))


def test_numbers_and_other_scripts_are_left_alone() -> None:
    assert [key(word) for word in ("205.5", "2021", "王", "გია")] == ["205.5", "2021", "王", "გია"]
    assert (key(""), keys("")) == ("", ("",))
    assert word_keys("'") == ()


def test_soft_and_hard_signs_alone_stay_what_they_are() -> None:
    assert (key("ь"), key("Ъ")) == ("ь", "ъ")


def test_words_keep_their_apostrophes_and_numbers_their_points() -> None:
    assert name_words("Эмир-Усеин, Koval'ov d’Arc; ст. 205.5") == [
        *("Эмир", "Усеин", "Koval'ov", "d’Arc", "ст", "205.5"),
    ]


def test_readings_are_few() -> None:
    assert len(keys("chjxczcouehchjxc")) <= MOST_READINGS
    assert keys("Чайка") == ("čaka",)


def test_the_tables_write_nothing_but_keys() -> None:
    plain = re.compile(f"[{ABC}']*")
    assert [letter for letter, sound in LETTERS.items() if not plain.fullmatch(sound)] == []
    assert [text for text, sound in SPELLINGS.items() if not plain.fullmatch(sound)] == []
    # Else the key of a key might be another.
    assert [text for text in SPELLINGS if re.fullmatch(f"[{ABC}]+", text)] == []
    assert all(re.fullmatch(rf"[{ABC}]*|\\1", sound) for _, sound in RULES)
