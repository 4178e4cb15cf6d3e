"""The query page in a browser: questions are chosen, run, shown, taken along, by keyboard too."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import expect

from kg.model.ns import PPO
from tests.conformance.endpoint import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.watched import Visits

pytestmark = pytest.mark.xdist_group("browser")

AXE = ROOT / "kg" / "web" / "browser" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Of what is repeated alike, axe reads the first few: it is slow.
ALIKE = [
    "tbody tr:nth-child(n+6)",
    ".CodeMirror-code > div:nth-child(n+15)",
    "#_groups li:nth-child(n+4)",
]
READY = "html[data-ready=query]"
VALUE = "document.querySelector('.CodeMirror').CodeMirror.getValue()"
EXAMPLES = (
    "q01-persons-and-names", "q02-charges-of-one-person", "q04-timeline-of-one-case",
    "q07-demands", "q09-prosecutions-by-article", "q18-known-time-held", "q23-ever-recognised",
    "q31-co-accused", "q35-one-publisher-only", "q38-coverage-by-publisher",
    "q55-list-by-region", "q60-prosecutions-by-year",
)  # fmt: skip
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a = ?e && ?g != ?d) }"


def opened(page: Page, path: str = "/sparql") -> Page:
    page.goto(path)
    page.wait_for_selector(READY, state="attached")
    return page


def write(page: Page, query: str) -> None:
    script = f"document.querySelector('.CodeMirror').CodeMirror.setValue({json.dumps(query)})"
    page.evaluate(script)


def run(page: Page) -> None:
    page.click("#_run")
    expect(page.locator("#_status")).to_have_text(re.compile(r"^(Rows|Triples|The answer)"))


def show(page: Page, view: str) -> None:
    page.click(f"button[data-view={view}]")
    expect(page.locator(f".ask-view-{view}")).to_be_visible()


def rows_of(site: str, query: str) -> int:
    """Return how many rows the endpoint itself gives."""
    fields = urlencode({"query": query}).encode()
    accept = {"Accept": "application/sparql-results+json"}
    with urlopen(Request(f"{site}/sparql", fields, accept), timeout=60) as answer:  # noqa: S310  # our own site
        return len(json.load(answer)["results"]["bindings"])


def test_examples_are_chosen_and_run(browser_page: Page, site: str) -> None:
    page = opened(browser_page)
    for name in EXAMPLES:
        page.click(f"a[data-name={name}]")
        expect(page.locator(f"a[data-name={name}]")).to_have_attribute("aria-current", "true")
        expect(page.locator("#_answer")).to_be_hidden()
        run(page)
        rows = rows_of(site, page.evaluate(VALUE))
        assert f"Rows: {rows:,}." in page.inner_text("#_status"), name
        shown = page.locator(".ask-view-table tbody tr")
        expect(shown).to_have_count(min(rows, 100))
    assert page.locator("td a[href^='/page/']").count() == 0  # the last has no things
    page.click(f"a[data-name={EXAMPLES[1]}]")
    run(page)
    expect(page.locator("td a[href^='/page/id/']").first).to_be_visible()


def test_pictures_come_with_their_table(browser_page: Page) -> None:
    page = opened(browser_page, "/sparql?example=q55#chart")
    same = page.locator(".ask-same table tbody tr")
    expect(page.locator(".ask-view-chart canvas")).to_have_attribute(
        "aria-label", re.compile("chart")
    )
    assert "Known of total" in page.inner_text(".ask-view-chart")
    assert "As of" in page.inner_text(".ask-view-chart")
    assert same.count() > 10
    show(page, "map")
    expect(page.locator(".ask-map path").first).to_be_attached()
    assert same.count() > 10
    show(page, "timeline")
    assert "no timeline" in page.inner_text(".ask-view-timeline")
    show(page, "graph")
    assert "no graph" in page.inner_text(".ask-view-graph")
    show(page, "raw")
    assert '"bindings"' in page.inner_text(".ask-raw")


def test_under_four_fifths_known_there_is_a_sentence(browser_page: Page) -> None:
    page = opened(browser_page)
    write(page, 'SELECT * { VALUES (?year ?n ?known ?total) { ("2020" 1 7 10) ("2021" 2 7 10) } }')
    run(page)
    show(page, "chart")
    expect(page.locator(".ask-view-chart .problem")).to_contain_text("7 of 10")
    assert page.locator("canvas").count() == 0
    assert page.locator(".ask-same tbody tr").count() == 2


def test_a_timeline_and_graphs_are_drawn(browser_page: Page) -> None:
    page = opened(browser_page, "/sparql?example=q04#timeline")
    expect(page.locator(".ask-view-timeline canvas")).to_be_visible()
    expect(page.locator(".ask-view-timeline .ask-same")).to_be_visible()
    query = f"CONSTRUCT {{ ?p <{PPO}inCase> ?c }} {{ ?p <{PPO}inCase> ?c }} LIMIT 12"
    write(page, query)
    page.click("#_run")
    expect(page.locator("#_status")).to_contain_text("Triples: 12")
    show(page, "graph")
    expect(page.locator(".ask-graph")).to_have_attribute("aria-label", re.compile("12 links"))
    expect(page.locator(".ask-view-graph tbody tr")).to_have_count(12)
    assert [one.inner_text() for one in page.locator("#_downloads button").all()] == [
        "Turtle", "N-Triples", "JSON-LD", "RDF/XML",
    ]  # fmt: skip


def test_an_error_says_where_and_what_to_do(browser_page: Page) -> None:
    page = opened(browser_page, "/sparql?lang=ru")
    write(page, "SELECT ?x WHERE {\n  ?x a ;;\n}")
    expect(page.locator("#_syntax")).to_contain_text("строки 2")
    page.click("#_run")
    problem = page.locator("#_problem")
    expect(problem.locator("h2")).to_have_text("Запрос не удаётся прочитать")
    expect(problem.locator("h2")).to_be_focused()
    expect(page.locator(".ask-wrong")).to_have_count(1)
    line = page.evaluate("document.querySelector('.ask-wrong').parentElement.innerText.trim()[0]")
    expect(problem.locator("button")).to_have_text(re.compile(f"Строка {line}, столбец"))
    problem.locator("button").click()
    at = page.evaluate("document.querySelector('.CodeMirror').CodeMirror.getCursor().line")
    assert str(at + 1) == line
    write(page, "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }")
    page.click("#_run")
    expect(problem.locator("h2")).to_have_text("Этот сервер не обращается к другим")


def test_a_query_that_runs_long_is_cancelled(browser_page: Page) -> None:
    page = opened(browser_page)
    write(page, SLOW)
    page.click("#_run")
    expect(page.locator("#_progress progress")).to_be_visible()
    expect(page.locator("#_status")).to_contain_text("of at most")
    page.click("#_cancel")
    expect(page.locator("#_status")).to_have_text("The query was cancelled.")
    expect(page.locator("#_cancel")).to_be_hidden()
    write(page, "ASK {}")
    run(page)
    expect(page.locator("#_status")).to_have_text("The answer is yes.")


def test_terms_are_completed_by_name_and_by_label(browser_page: Page) -> None:
    page = opened(browser_page, "/sparql?lang=ru")
    page.click(".CodeMirror")
    page.keyboard.press("Control+A")
    page.keyboard.type("SELECT * WHERE { ?x a ppo:Pros")
    expect(page.locator(".CodeMirror-hint").first).to_contain_text("ppo:Prosecution")
    page.keyboard.press("Enter")
    page.keyboard.type(" . ?x a обвинение")
    expect(page.locator(".CodeMirror-hint").first).to_contain_text("ppo:Charge")
    page.keyboard.press("Enter")
    page.keyboard.type(" ; skos:pref")
    expect(page.locator(".CodeMirror-hint").first).to_contain_text("skos:prefLabel")
    page.keyboard.press("Enter")
    written = page.evaluate(VALUE)
    assert "?x a ppo:Prosecution . ?x a ppo:Charge ; skos:prefLabel" in written
    assert len(re.findall(r"^PREFIX (?:ppo|skos): <", written, re.M)) == 2


def test_the_keyboard_alone_is_enough(browser_page: Page) -> None:
    page = opened(browser_page)
    page.locator(".CodeMirror [role=textbox]").focus()
    page.keyboard.press("Tab")  # indents
    assert page.evaluate("document.activeElement.closest('.CodeMirror') !== null")
    page.keyboard.press("Escape")
    expect(page.locator("#_status")).to_have_text("Tab now leaves the editor.")
    page.keyboard.press("Tab")
    expect(page.locator("#_run")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.closest('.CodeMirror') !== null")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#_status")).to_contain_text("Rows: 20")
    page.locator("#_filter").focus()
    page.keyboard.type("требует")
    expect(page.locator("#_filter_found")).to_have_text("Questions shown: 1.")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.locator("#_chosen")).to_contain_text("demand")


def test_nothing_is_kept(browser_page: Page) -> None:
    page = opened(browser_page, "/sparql?example=q07")
    run(page)
    page.locator("#_status").click()
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [
        0,
        0,
        "",
    ]
    assert page.url.endswith("/sparql?example=q07")
    expect(page.locator("#_private")).to_be_visible()


def test_the_answer_is_a_file(browser_page: Page) -> None:
    page = opened(browser_page, "/sparql?example=q02")
    run(page)
    for format_, ending, begins in (("csv", ".csv", "charge,part"), ("json", ".json", "{"),
                                    ("spreadsheet", ".csv", "\ufeff")):  # fmt: skip
        with page.expect_download() as download:
            page.click(f"button[data-format={format_}]")
        assert download.value.suggested_filename.endswith(ending)
        assert download.value.path().read_text("utf-8").startswith(begins)


def test_a_link_opens_and_runs_the_query(browser_page: Page, visits: Visits) -> None:
    page = opened(browser_page, "/sparql?lang=ru")
    query = "SELECT * { VALUES (?название ?n) { ('ё & #' 1) ('+%' 2) } }"
    write(page, query)
    run_button = page.locator("#_run")
    run_button.click()
    expect(page.locator("#_status")).to_contain_text("Строк: 2")
    show(page, "chart")
    page.click("#_share summary")
    edit, runs, table = (field.input_value() for field in page.locator("#_links input").all())
    other = visits.page(viewport={"width": 390, "height": 844})
    opened(other, runs)
    assert other.evaluate(VALUE) == query
    expect(other.locator(".ask-view-chart canvas")).to_be_visible()
    opened(other, edit)
    assert other.evaluate(VALUE) == query
    expect(other.locator("#_answer")).to_be_hidden()
    other.goto(table)
    assert other.locator("tbody tr").count() == 2
    assert other.get_attribute("html", "lang") == "ru"
    write(page, query + "#" * 300_000)
    expect(page.locator("#_links .problem")).to_be_visible()


def test_code_is_that_of_the_query(browser_page: Page, site: str) -> None:
    page = opened(browser_page, "/sparql?example=q02")
    page.click("#_code summary")
    for language in ("curl", "sparqlwrapper", "pandas", "python", "r", "javascript"):
        page.select_option("#_code_language", language)
        code = page.inner_text("#_code_text")
        assert "ppo:wasCharged ?charge" in code
        assert f"{site}/sparql" in code


def test_the_text_box_is_there_for_whoever_wants_it(browser_page: Page) -> None:
    page = opened(browser_page)
    page.click("#_switch")
    page.fill("#_query", "ASK { }")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#_status")).to_have_text("The answer is yes.")
    page.click("#_switch")
    assert page.evaluate(VALUE) == "ASK { }"


STATES = (
    "/sparql?example=q02#table", "/sparql?example=q09&lang=ru#chart", "/sparql?example=q55#map",
    "/sparql?example=q04&lang=ru#timeline", "/sparql?example=q34#graph", "/sparql?example=q02#raw",
)  # fmt: skip


@pytest.mark.parametrize("state", STATES)
def test_whatever_it_shows_anybody_can_read_it(visits: Visits, state: str) -> None:
    page = visits.page(viewport={"width": 390, "height": 844}, color_scheme="dark")
    opened(page, state)
    expect(page.locator(".ask-view").first).to_be_visible()
    for name in ("_code", "_share", "_rules"):
        page.click(f"#{name} summary")
    page.locator("details.ask-same:not([open]) > summary").evaluate_all(
        "all => all.forEach(one => one.click())"
    )
    page.wait_for_timeout(300)
    assert found_by_axe(page, None) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1280, "height": 900})
    assert found_by_axe(page, ["color-contrast"]) == []


def test_an_error_and_completion_can_be_read(visits: Visits) -> None:
    page = visits.page(color_scheme="dark")
    opened(page)
    write(page, "SELECT ?x WHERE {\n  ?x a ;;\n}")
    page.click("#_run")
    expect(page.locator("#_problem h2")).to_be_focused()
    page.click(".CodeMirror")
    page.keyboard.press("Control+A")
    page.keyboard.type("SELECT * WHERE { ?x a ppo:Pros")
    expect(page.locator(".CodeMirror-hint").first).to_be_visible()
    assert found_by_axe(page, None) == []


def found_by_axe(page: Page, only: list[str] | None) -> list[str]:
    """Return what axe finds on the page, by the rules of WCAG and good practice or by some."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    run = {"type": "rule", "values": only} if only else {"type": "tag", "values": TAGS}
    found = page.evaluate(
        "([context, options]) => axe.run(context, options).then(found => found.violations)",
        [{"exclude": ALIKE}, {"runOnly": run, "resultTypes": ["violations"]}],
    )
    return [
        f"{one['id']}: {len(one['nodes'])} x {one['nodes'][0]['html'][:200]} "
        f"{one['nodes'][0].get('failureSummary', '')[:300]}"
        for one in found
    ]


@pytest.mark.parametrize("case", ["no scripts", "no parts"])
def test_the_plain_form_works(visits: Visits, case: str) -> None:
    page = visits.page(java_script_enabled=case != "no scripts")
    if case == "no parts":
        page.route("**/parts/yasgui.js", lambda route: route.abort())
    page.goto("/sparql")
    page.click("a[data-name=q02-charges-of-one-person]")
    expect(page.locator("#_query")).to_have_value(re.compile("ppo:wasCharged"))
    page.click("#_formats button")
    expect(page.locator("tbody tr").first).to_be_visible()
