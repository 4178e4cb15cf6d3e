from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.engine import data
from kg.model import ns
from kg.views import scope
from kg.views.record import record_page
from kg.views.scope import untold
from tests.views_store import about, fetch, labels, page

if TYPE_CHECKING:
    from kg.views.values import Block, Claim, Fact, RecordPage

CASE, PERSON, TEST_CASE, TEST_PERSON = "c-fzxz7ja", "p-fzxz7ja", "c-000000t", "p-000000t"


def claims(shown: RecordPage, key: str) -> list[Claim]:
    """Return the claims of one voice."""
    return [
        claim
        for voice in shown.voices
        if voice.key == key
        for versions in voice.claims
        for claim in versions
    ]


def fact(facts: tuple[Fact, ...], label: str) -> list[str]:
    """Return the values of a fact in words."""
    return [
        value.text.text for one in facts if one.label.text.text == label for value in one.values
    ]


def anchors(blocks: tuple[Block, ...]) -> list[str]:
    return [block.anchor for block in blocks]


def test_voices_are_apart() -> None:
    shown = page(CASE)
    found = {
        voice.key: [claim.block.anchor for group in voice.claims for claim in group]
        for voice in shown.voices
    }
    assert found == {
        "allege": ["allegation-1"],
        "found": [],
        "assess": ["assessment-1"],
        "demand": ["demand-1"],
        "account": ["account-1", "account-2"],
    }


def test_every_claim_names_its_claimant() -> None:
    for name in (CASE, TEST_CASE, PERSON, TEST_PERSON):
        for voice in page(name).voices:
            assert all(claim.claimants for group in voice.claims for claim in group)


def test_a_dispute_is_linked_from_both_sides() -> None:
    shown = page(CASE)
    account = claims(shown, "account")[1]
    allegation = claims(shown, "allege")[0]
    assert [value.href for value in account.disputes] == ["#allegation-1"]
    assert account.disputes[0].text.text.startswith("The Investigative Committee says")
    assert [value.href for value in allegation.disputed_by] == ["#account-2"]


def test_what_is_alleged_stands_in_the_allegation_only() -> None:
    shown = page(CASE)
    allegation = claims(shown, "allege")[0]
    assert fact(allegation.block.facts, "alleged actor") == ["Eldar Garipov"]
    assert fact(allegation.block.facts, "date alleged") == ["31 January 2021"]
    assert shown.others == ()
    assert "act-1" not in anchors(tuple(block for group in shown.timeline for block in group))


def test_the_timeline_is_in_order_and_as_precise_as_the_source() -> None:
    rows = [
        (group[0].anchor, group[0].when and group[0].when.text) for group in page(CASE).timeline
    ]
    assert rows == [
        ("protest", "31 January 2021"),
        ("arrest", "31 January 2021"),
        ("case-opening", "3 February 2021"),
        ("charging", "8 February 2021"),
        ("remand-decision", "11 February 2021"),
        ("custody", "from 11 February 2021, still so on 6 December 2021"),
        ("trial", "from September 2021, still so on 6 December 2021"),
    ]


def test_a_source_stands_beside_each_thing() -> None:
    shown = page(CASE)
    blocks = [block for group in shown.timeline for block in group]
    blocks += [
        claim.block for key in ("allege", "assess", "account") for claim in claims(shown, key)
    ]
    blocks += [block for one in shown.prosecutions for group in one.charges for block in group]
    assert all(block.sources for block in blocks)
    source = blocks[0].sources[0]
    assert source.document.href == "/page/id/doc/rir-98"
    assert source.document.text.text.startswith("Memorial Human Rights Centre: Navalny")
    assert [value.text.text for value in source.publishers] == ["Rights in Russia"]
    assert source.issued == "6 December 2021"
    (passage,) = source.passages
    assert passage.locator == "section 'What are the charges', paragraph 1"
    assert passage.quote is not None
    assert passage.quote.text == "took part in a peaceful protest in St. Petersburg"
    assert source.address is not None
    assert source.address.href == "https://www.rightsinrussia.org/memorial-human-rights-centre-98/"
    assert [value.href for value in source.republishes] == ["/page/id/doc/memorial-garipov"]


def test_who_is_prosecuted_under_what() -> None:
    (one,) = page(CASE).prosecutions
    assert [value.href for value in one.defendants] == ["/page/id/p-fzxz7ja"]
    assert [group[0].title.text.text for group in one.charges] == [
        "Article 318, part 1, Russian Criminal Code"
    ]
    label = "ever recognised as political prisoner by"
    (recognised,) = (row for row in one.block.facts if row.label.text.text == label)
    assert recognised.values[0].mark == "derived"


def test_a_person_has_cases_charges_claims_and_marks() -> None:
    shown = page(PERSON)
    assert shown.kind == "person"
    assert [one.block.title.text.text for one in shown.prosecutions] == ["Case of Eldar Garipov"]
    assert [claim.block.anchor for claim in claims(shown, "assess")] == [""]
    home = claims(shown, "assess")[0].block.home
    assert home is not None
    assert home.href == "/page/id/c-fzxz7ja"
    marks = {row.label.text.text: {row.label.mark, row.values[0].mark} for row in shown.facts}
    assert marks == {
        "public role": {""},
        "ever recognised as political prisoner by": {"", "derived"},
        "was charged under": {"entailed", ""},
    }
    assert fact(shown.facts, "in the same case as") == []


def test_themes_are_told_of_cases_only() -> None:
    theme = ox.Quad(
        ox.NamedNode(f"{ns.ID}{PERSON}"),
        ox.NamedNode(f"{ns.PPO}theme"),
        ox.NamedNode(f"{ns.PPV}theme-religion"),
        ox.NamedNode(f"{ns.GRAPH_RECORD}{PERSON}"),
    )
    iri = f"{ns.ID}{PERSON}"
    shown = record_page(iri, [*about(iri), theme], labels, "en")
    assert fact(shown.facts, "theme") == []
    assert fact(page(CASE).facts, "theme") == ["protests"]


def test_the_unnamed_are_shown_by_role() -> None:
    (one,) = page(CASE).roles
    assert one.title.text.text == "riot police officer named as injured party in the file"
    assert one.title.note is not None
    assert one.title.note.text == "name withheld"
    unnamed = page(TEST_CASE).prosecutions[0].defendants[0]
    assert (unnamed.text.text, unnamed.note and unnamed.note.text) == (
        "second defendant",
        "name withheld",
    )


def test_sources_that_disagree_stand_together() -> None:
    shown = page(TEST_CASE)
    groups = [anchors(group) for group in shown.timeline if len(group) > 1]
    assert groups == [["search-2", "search-1"]]
    assert [anchors(group) for group in shown.decisions[0].sentences] == [
        ["sentence-1", "sentence-1b"]
    ]
    assert shown.timeline[-1][0].when is not None
    assert shown.timeline[-1][0].when.text == "date not known"


def test_sentences_and_requests_are_said_in_words() -> None:
    shown = page(TEST_CASE)
    first, second = shown.decisions[0].sentences[0]
    assert fact(first.facts, "Sentence") == [
        "imprisonment",
        "2 years 6 months",
        "general-regime colony",
    ]
    assert fact(second.facts, "Sentence") == ["fine", "200\u202f000 RUB"]
    (request,) = (block for group in shown.timeline for block in group if block.anchor == "request")
    assert fact(request.facts, "requests penalty") == ["imprisonment", "at least 3 years"]


def test_standing_is_marked_as_derived() -> None:
    (standing,) = (
        row.values[0]
        for row in page(TEST_CASE).decisions[0].block.facts
        if row.label.text.text == "standing"
    )
    assert standing.mark == "derived"


def test_a_list_has_tags_that_are_not_charges() -> None:
    for name in (TEST_PERSON, TEST_CASE):
        (claim,) = claims(page(name), "assess")
        assert fact(claim.block.facts, "on the list") == ["List of 1 March 2025"]
        assert fact(claim.block.facts, "date of the list") == ["1 March 2025"]
        (tags,) = (row for row in claim.block.facts if row.label.text.text == "tag of the list")
        assert tags.label.note is not None
        assert tags.label.note.text == "tags of the list, not charges"


def test_names() -> None:
    english, russian = page(TEST_PERSON), page(TEST_PERSON, "ru")
    assert (english.title.text, english.title.lang) == ("Лицо Проверочное", "ru")
    (ours,) = english.other_titles
    assert ours.text.text == "Litso Proverochnoye"
    assert ours.note is not None
    assert ours.note.text == "transliterated by us"
    assert russian.other_titles == ()
    assert "Прежнее" not in repr((english, russian))


def test_languages_fall_back_and_say_so() -> None:
    shown = page(CASE, "ru")
    assert (shown.title.text, shown.title.lang) == ("Дело Эльдара Гарипова", "")
    defendant = shown.prosecutions[0].defendants[0].text
    assert (defendant.text, defendant.lang) == ("Eldar Garipov", "en")
    assert shown.prosecutions[0].defendants[0].href == "/page/id/p-fzxz7ja?lang=ru"


def test_law_counts_charges_with_their_unit() -> None:
    shown = page("ru-cc-art-318", base=ns.LAW)
    assert [(one.heading, one.amount) for one in shown.counted] == [
        ("Charges that cite this provision", "charges: 1 (prosecutions: 1)"),
        ("Parts of this article", "records: 1"),
    ]
    assert shown.counted[0].mark == "entailed"
    (case,) = shown.counted[0].items
    assert (case.text.text, case.note) == ("Case of Eldar Garipov", None)


def test_tags_of_a_list_are_counted_apart() -> None:
    (tags,) = page("zz-cc-art-10", base=ns.LAW).counted
    assert tags.heading == "Assessments whose list tags this provision"


def test_a_body_has_its_claims_counted_by_kind() -> None:
    shown = page("org/ru-memorial-hrc")
    assert shown.counted[0].amount == "claims: 4 (account: 2; assessment: 1; demand: 1)"
    assert shown.counted[-1].mark == "derived"
    assert all(voice.claims == () for voice in shown.voices)


def test_a_document_tells_what_it_supports() -> None:
    shown = page("doc/rir-98")
    assert shown.supports_amount == "things supported: 16; records: 2"
    assert [one.record.text.text for one in shown.supports] == [
        "Case of Eldar Garipov",
        "Eldar Garipov",
    ]
    assert "Memorial demands that Garipov be released." in [
        part.text.text for part in shown.supports[0].parts
    ]


def test_all_statements_are_told_with_their_origin() -> None:
    pages = [page(CASE, show="statements", number=number) for number in (1, 2)]
    assert not pages[1].next
    shown = [one for told in pages for one in told.statements]
    iri = f"{ns.ID}{CASE}"
    expected = {
        (quad.subject, quad.predicate, quad.object)
        for quad in about(iri)
        if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(iri)
    }
    rows = [row for one in shown for row in one.facts]
    assert sum(len(row.values) for row in rows) == len(expected)
    assert {row.label.mark for row in rows} == {"asserted", "entailed", "derived"}


def test_with_nothing_but_its_own_quads_a_page_still_stands() -> None:
    iri = f"{ns.ID}{CASE}"
    shown = record_page(iri, about(iri), lambda _: {}, "en")
    assert shown.title.text == "Case of Eldar Garipov"
    assert len(shown.timeline) == 7
    assert record_page(iri, [], lambda _: {}, "en").kind == "other"


def test_order_of_quads_does_not_matter() -> None:
    iri = f"{ns.ID}{TEST_CASE}"
    quads = scope.gather(iri, about(iri), fetch)
    mixed = list(quads)
    random.Random(1).shuffle(mixed)  # noqa: S311 - a shuffle, not a secret
    assert record_page(iri, mixed, labels, "en") == record_page(iri, quads, labels, "en")


def test_gathering_ends() -> None:
    asked: list[scope.Wanted] = []

    def count(wanted: scope.Wanted) -> list[ox.Quad]:
        asked.append(wanted)
        return fetch(wanted)

    iri = f"{ns.ID}{PERSON}"
    scope.gather(iri, about(iri), count)
    assert 1 < len(asked) <= 6
    subjects = [name for wanted in asked for name in wanted.subjects]
    assert len(subjects) == len(set(subjects))


def test_a_count_is_a_floor_where_the_store_tells_no_more() -> None:
    assert scope.INCOMING == data.INCOMING
    here = f"{ns.ID}org/busy"
    quads = [
        ox.Quad(
            ox.NamedNode(f"{ns.ID}c-x#demand-{n}"),
            ox.NamedNode(f"{ns.PPO}claimedBy"),
            ox.NamedNode(here),
            ox.NamedNode(f"{ns.GRAPH_RECORD}c-x"),
        )
        for n in range(scope.INCOMING)
    ]
    (claims_by,) = record_page(here, quads, lambda _: {}, "en").counted
    assert claims_by.amount == "claims: at least 500"
    assert len(claims_by.items) == 50
    assert claims_by.more == "First 50 of 500 shown."


def test_only_public_things_are_for_search_engines() -> None:
    assert not page(CASE).is_indexed
    assert not page(PERSON).is_indexed
    assert page("doc/rir-98").is_indexed


def test_a_case_tells_in_brief_who_says_what() -> None:
    charged, decided, assessed = page(CASE).brief
    assert [one.text.text.replace("\N{NO-BREAK SPACE}", " ") for one in charged.lines] == [
        "art. 318 part 1 CC of Russia"
    ]
    assert charged.lines[0].title == "Article 318, part 1, Russian Criminal Code"
    assert (charged.href, decided.href) == ("#_prosecutions", "#_voice-found")
    assert decided.lines == ()
    assert [one.text.whole for one in assessed.lines] == [
        "Memorial Human Rights Centre: political prisoner"
    ]


def test_documents_have_numbers_in_the_order_in_which_they_stand() -> None:
    shown = page(CASE)
    assert list(shown.numbers.values()) == list(range(1, len(shown.bibliography) + 1))
    assert [one.anchor for one in shown.bibliography] == list(shown.numbers)


def test_a_page_does_without_what_repeats_others() -> None:
    assert f"{ns.PPO}inSameCaseAs" in untold(f"{ns.ID}{CASE}")
    assert f"{ns.PPO}inSameCaseAs" not in untold(f"{ns.ID}p-fzxz7ja")
