"""Every template, rendered: well-formed, safe, in one piece, without outside requests."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest

from kg.engine.limits import Limits
from kg.model import ns
from kg.views import values
from kg.views.browse import BrowsePage, Choice, FacetShown, Line
from kg.views.changes import ChangesPage, Group, Record
from kg.views.changes import Line as ChangedLine
from kg.views.downloads import FileLink, downloads_page
from kg.views.examples import Example, ExampleGroup
from kg.views.home import Figure, HomePage, Newest, Way
from kg.views.incoming import IncomingPage
from kg.views.listing import ListPage
from kg.views.missing import missing_page
from kg.views.search import Choice as SearchChoice
from kg.views.search import Result, SearchPage
from kg.views.terms import ontology_page, terms_context
from kg.web.form import Fault
from kg.web.limits import limits_in
from tests.conformance.endpoint import OWN_SCRIPT
from tests.views_store import (
    ROOT,
    a_frame,
    labels,
    ontology,
    quad,
    record_html,
    render,
)

RECORDS = [
    ("c-fzxz7ja", ns.ID),
    ("p-fzxz7ja", ns.ID),
    ("c-000000t", ns.ID),
    ("p-000000t", ns.ID),
    ("doc/rir-98", ns.ID),
    ("doc/zz-hostile", ns.ID),
    ("org/ru-memorial-hrc", ns.ID),
    ("place/ru-spe", ns.ID),
    ("ru-cc-art-318", ns.LAW),
    ("ru-cc-art-318-part-1", ns.LAW),
]
VOID = {"meta", "link", "input", "br", "hr", "img"}
LINK = values.Value(values.Text("<b>text</b>"), "/page/id/x")


@dataclass
class Page(HTMLParser):
    """What a page holds: tags, ids, links; and whether every tag is closed in order."""

    tags: Counter[str] = field(default_factory=Counter)
    ids: list[str] = field(default_factory=list)
    links: list[dict[str, str | None]] = field(default_factory=list)
    attributes: set[str] = field(default_factory=set)
    open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags[tag] += 1
        self.attributes |= found.keys()
        if found.get("id"):
            self.ids.append(str(found["id"]))
        if tag in {"a", "link"}:
            self.links.append(found)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def read(html: str) -> Page:
    """Return what a page holds."""
    page = Page()
    page.feed(html)
    page.close()
    assert page.open == []
    return page


def others(lang: str) -> dict[str, str]:
    """Return every other template, rendered with values that try to break out."""
    made = a_frame(lang)
    quads = [quad(row, ns.GRAPH_ONTOLOGY) for row in ontology()]
    terms = ontology_page(terms_context(f"{ns.BASE}ontology", quads, labels, lang))
    text = values.Text("<t>", "be")
    home = HomePage(
        (Figure("<i>", "1", "/x"),),
        (Newest(LINK, "<d>", text, text),),
        (Way("<h>", ((LINK, 1),), "/cases"),),
    )
    choice = Choice(text, "/cases", 1, is_chosen=True)
    facet = FacetShown("state", "<h>", "<k>", (choice,), "/cases?more=state", "<m>", is_open=True)
    browse = BrowsePage(
        "cases",
        "<h>",
        "<t>",
        "<s>",
        choice,
        ("<n>",),
        (choice,),
        "/cases",
        (facet,),
        ("<c>",),
        (Line(LINK, ((LINK,),)),),
        "<s>",
        (choice, choice),
        "/a",
        "/b",
        "/c",
        "/d",
        "/e",
        "/f",
        "<q>",
        is_indexed=False,
    )
    pointing = IncomingPage(LINK, ((text, 1),), ((text, LINK),), "<s>", "/c", "/a", "/b")
    listed = ListPage("<h>", 1, (LINK,), "/a", "/b", is_indexed=False)
    file = FileLink("<f>", "polpros", "ttl", "/f", "<e>", "<s>", "a/b", "0" * 64, "<a>")
    table = FileLink("tables/<t>", "tables/x", "csv", "/t", "<e>", "<s>", "a/b", "0" * 64, "<a>")
    changed = Record("<r>", "/id/x", "<l>", 1, 1, (ChangedLine("<p>", "<n>", "<b>", "<a>"),))
    changes = ChangesPage("<o>", True, 1, 1, (Group("changed", 2, (changed,)),), (("<v>", "<d>"),))
    missing = missing_page("/id/c-000000x", (), (), lang)
    fault = Fault("<t>", "<d>", "<m>", "/problems#x")
    examples = ExampleGroup("law", "<h>", (Example("<n>", text, "/sparql?example=x", "<f>"),))
    download = values.Download("Turtle", "/ontology.ttl", "text/turtle")
    return {
        "home.html": render("home.html", made, page=home),
        "browse.html": render("browse.html", made, page=browse),
        "incoming.html": render("incoming.html", made, page=pointing),
        "list.html": render("list.html", made, page=listed),
        "sparql.html": render(
            "sparql.html", made, query="</textarea><script>", format="json", fault=fault,
            formats=[{"value": "json", "name": "JSON"}], default_graphs=['"><x>'],
            named_graphs=['"><x>'], rule="<r>", limits="/limits", limits_title="<l>",
            examples=[examples], for_script={"words": "'\"><script>"},
        ),
        "results.html": render(
            "results.html", made, columns=["<c>"], rows=[[LINK], [None]], query="<q>",
            edit="/sparql", downloads=[{"name": "CSV", "href": "/sparql?format=csv"}],
            amount="3", shown="<s>", is_whole=False,
        ),
        "error.html": render("error.html", made, status=404, fault=fault, missing=missing),
        "limits.html": render(
            "limits.html", made, limits=limits_in(lang, Limits()), problems="/problems",
            words=defaultdict(lambda: "<w>"), narrow=["<n>"], rule="<r>",
        ),
        "problems.html": render(
            "problems.html", made, lead="<l>", limits="/limits", limits_title="<l>",
            problems=[{"name": "a", "title": "<t>", "meaning": "<m>", "mend": "<m>"}],
        ),
        "downloads.html": render(
            "downloads.html", made, page=downloads_page([file, table]), described=""
        ),
        "changes.html": render("changes.html", made, page=changes, files=[("<f>", "/f")]),
        "ontology.html": render(
            "ontology.html", made, page=terms, documents=[download], name="ontology"
        ),
        "search.html": render("search.html", made, page=_search_page(text)),
    }  # fmt: skip


def _search_page(text: values.Text, *, is_empty: bool = False) -> SearchPage:
    """Return a page of the search whose values try to break out."""
    result = Result(LINK, "<k>", "<y>", text, text, "<w>")
    return SearchPage(
        text='"><x>',
        kind='"><k>',
        amount="<a>",
        range="<r>",
        choices=(SearchChoice("<c>", "1", "/search?q=%22", is_chosen=True),),
        results=() if is_empty else (result, result),
        previous="/search?page=1",
        next="/search?page=3",
        json="/search?format=json",
        description="/opensearch.xml?lang=en",
        hint="<h>",
        elsewhere="/search?q=%22",
    )


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_a_search_that_finds_nothing(lang: str) -> None:
    page = _search_page(values.Text("x"), is_empty=True)
    check(render("search.html", a_frame(lang), page=page), lang)


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize(("name", "base"), RECORDS)
def test_record_pages(name: str, base: str, lang: str) -> None:
    html = record_html(name, lang, base=base)
    check(html, lang)


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_other_pages(lang: str) -> None:
    for html in others(lang).values():
        check(html, lang)


def check(html: str, lang: str) -> None:
    """Check what holds for every page."""
    html = OWN_SCRIPT.sub("", html)
    page = read(html)
    assert f'<html lang="{lang}">' in html
    assert page.tags["h1"] == 1
    assert page.tags["main"] == 1
    assert not {"script", "style", "img", "iframe", "form-action", "b", "i", "x"} & set(page.tags)
    assert not [name for name in page.attributes if name.startswith("on") or name == "style"]
    assert [name for name, count in Counter(page.ids).items() if count > 1] == []
    for link in page.links:
        check_link(link, page.ids)
    assert '<meta name="referrer" content="no-referrer">' in html
    assert "Undefined" not in html
    assert "None" not in re.sub(r"<[^>]*>", "", html)


def check_link(link: dict[str, str | None], ids: list[str]) -> None:
    """Check that a link leads somewhere: on the page, on this server, or safely out of it."""
    href = str(link["href"])
    if href.startswith("#"):
        assert href[1:] in ids
    elif href.startswith("/"):
        assert not href.startswith("//")
    else:
        # The names of some vocabularies are still http.
        assert href.startswith(("https://", "http://purl.org/"))
        assert link["rel"] == "noopener noreferrer nofollow"


def test_persons_and_cases_are_not_for_search_engines() -> None:
    robots = '<meta name="robots" content="noindex">'
    assert robots in record_html("p-fzxz7ja")
    assert robots in record_html("c-fzxz7ja")
    assert robots not in record_html("doc/rir-98")


def test_the_garipov_page_shows_the_voices_apart_each_with_its_source() -> None:
    html = record_html("c-fzxz7ja")
    sections = dict(re.findall(r'<section class="voice (\w+)".*?>(.*?)</section>', html, re.DOTALL))
    assert list(sections) == ["allege", "found", "assess", "demand", "account"]
    assert "tore an officer&#39;s trouser leg" in sections["allege"]
    assert (
        "Investigative Committee of the Russian Federation</a></strong> alleges"
        in sections["allege"]
    )
    assert 'disputed by:</span> <q><a href="#account-2">' in sections["allege"]
    assert "Nothing on record here." in sections["found"]
    assert "political prisoner</a>" in sections["assess"]
    assert "immediate release" in sections["demand"]
    assert 'disputes:</span> <q><a href="#allegation-1">' in sections["account"]
    for key in ("allege", "assess", "demand", "account"):
        assert '<a href="#_doc-rir-98">Rights in Russia, 6 December 2021</a>' in sections[key]
    told = html[html.index('<li id="_doc-rir-98">') :]
    assert 'href="https://www.rightsinrussia.org/' in told
    outside = re.sub(r'<section class="(voice|statements).*?</section>', "", html, flags=re.DOTALL)
    assert "trouser" not in outside


def test_literals_in_another_language_say_so() -> None:
    html = record_html("c-fzxz7ja", "ru")
    assert '<span lang="en">Eldar Garipov</span>' in html
    assert '<q lang="en">considers Eldar Garipov a political prisoner</q>' in html
    assert 'lang="ru">Дело' not in html


def test_former_names_are_never_shown() -> None:
    for name in ("p-000000t", "c-000000t"):
        assert "Прежнее" not in record_html(name)


def test_our_transliterations_say_so() -> None:
    assert 'Litso Proverochnoye</span> <span class="note">(transliterated by us)' in record_html(
        "p-000000t"
    )


def test_hostile_titles_stay_text() -> None:
    html = record_html("doc/zz-hostile")
    assert "&lt;img src=x onerror=alert(1)&gt;" in html
    assert 'href="javascript' not in html


def test_every_part_has_a_place_on_the_page() -> None:
    page = read(record_html("c-fzxz7ja"))
    for name in ("charge-1", "prosecution-1", "arrest", "custody", "allegation-1", "act-1",
                 "officer-1", "charge-1-cite-1", "cite-1"):  # fmt: skip
        assert name in page.ids


def test_the_style_asks_nothing_of_other_hosts() -> None:
    style = (ROOT / "kg" / "web" / "static" / "style.css").read_text(encoding="utf-8")
    assert "url(" not in style
    assert "@import" not in style


def pairs() -> list[tuple[str, str, str, float]]:
    """Return each pair of ink and ground of the style, in light and in dark, with its contrast."""
    style = (ROOT / "kg" / "web" / "static" / "style.css").read_text(encoding="utf-8")
    grounds = ("ground", "raised")
    inks = ("ink", "quiet", "link", "visited", "disagree")
    voices = ("allege", "found", "assess", "demand", "account")
    rows = []
    for mode, block in zip(("light", "dark"), re.findall(r":root \{(.*?)\}", style, re.DOTALL)[:2],
                           strict=True):  # fmt: skip
        colours = dict(re.findall(r"--([\w-]+): (#\w{6});", block))
        both = [(ink, ground) for ink in inks for ground in grounds]
        both += [(ink, f"{voice}-ground") for voice in voices for ink in (*inks, voice)]
        rows += [
            (mode, ink, ground, contrast(colours[ink], colours[ground])) for ink, ground in both
        ]
    return rows


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours (WCAG 2.2, relative luminance)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance of `#rrggbb`."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_text_can_be_read_on_every_ground() -> None:
    assert [row for row in pairs() if row[3] < 4.5] == []
