"""What each browse view lists and by what it can be narrowed, as patterns of SPARQL.

One pattern makes both the index of a view (`facet_index`) and the query that a view shows
(`selection`), so that page, CSV and SPARQL give the same rows. Nothing of a request is ever put
into a text: a value comes from the index.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

PREFIXES: Final = """\
PREFIX ppo: <https://w3id.org/polpros/ontology#>
PREFIX ppv: <https://w3id.org/polpros/vocab#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX dcterms: <http://purl.org/dc/terms/>
"""

OPEN_THEMES: Final = frozenset(
    f"https://w3id.org/polpros/vocab#theme-{name}"
    for name in (
        "protest", "expression", "opposition", "anti-terrorism", "civil-society", "anarchists",
        "journalism", "extradition", "anti-war", "war", "treason", "espionage", "elections",
        "environment", "labour", "human-rights-defenders", "sabotage", "pandemic", "association",
        "undesirable-organisation", "information", "extremist-statements", "anti-extremism",
        "justification-of-terrorism", "confidential-cooperation", "navalny-supporters",
        "open-russia", "artpodgotovka", "pressure-on-associates", "civic-activists", "lawyers",
        "scientists", "prisoners-of-war", "places", "belarus", "ukraine", "crimea", "chechnya",
        "ingushetia", "affairs", "bolotnaya-case", "moscow-case-2019", "palace-case", "shies",
        "yukos",
    )
)  # fmt: skip
"""Themes under which cases are listed by their titles.

Under any other one, as religion, ethnicity and whatever is added to the vocabulary later, a view
counts the cases and lists them by their identifiers: a title may hold a name, and nobody is
listed by belief or origin. No theme that the vocabulary marks `ppo:sensitive` may stand here; a
test holds that.
"""


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow a view: `pattern` ties `?record` to `?value`.

    `among` are the only values, as prefixed names; `literal` says that values are texts;
    `shown` is false for what is a column and no facet.
    """

    key: str
    pattern: str
    among: tuple[str, ...] = ()
    literal: bool = False
    shown: bool = True


@dataclass(frozen=True, slots=True)
class View:
    """One browse view: what it lists, within which scope, by what facets, with which columns.

    `numbers` are counts for each record (pattern of `?record` and `?x`), `columns` the keys of
    facets and numbers in the order of the table.
    """

    kind: str
    records: str
    assessed: str
    facets: tuple[Facet, ...]
    numbers: tuple[tuple[str, str], ...]
    columns: tuple[str, ...]
    is_indexed: bool = False
    named: str = "?record"
    """Whose label heads a row, and in the shown query how it is tied to the record."""
    tie: str = ""
    label: str = "skos:prefLabel"


STAGES: Final = (
    "ppo:CaseOpening", "ppo:Charging", "ppo:Indictment", "ppo:Trial", "ppo:Conviction",
    "ppo:Acquittal", "ppo:AppealDecision", "ppo:CaseTermination", "ppo:Release",
)  # fmt: skip
"""Kinds of event that tell how far a prosecution has come."""

_NO_VARIANT: Final = "FILTER NOT EXISTS { ?charge ppo:variantOf ?main }"


def _of_prosecutions(tie: str) -> tuple[Facet, ...]:
    """Return the facets of prosecutions (`?p`) for records that `tie` ties to them."""
    return (
        Facet("state", f"{tie} ?p ppo:prosecutingState ?value ."),
        Facet("region", f"{tie} ?p ppo:prosecutionRegion ?value ."),
        Facet(
            "article",
            f"{tie} ?charge ppo:chargeIn ?p ; ppo:citesArticle ?value . {_NO_VARIANT}",
        ),
        Facet("stage", f"{tie} ?event ppo:concernsProsecution ?p ; a ?value .", STAGES),
        Facet(
            "year", f"{tie} ?event ppo:concernsProsecution ?p ; ppo:inYear ?value .", literal=True
        ),
    )


def _of_assessments(path: str) -> tuple[Facet, ...]:
    """Return the facets of assessments that are about a record by a path."""
    about = f"?a {path} ?record ; ppo:assessedAs"
    return (
        Facet("status", f"{about} ?value ."),
        Facet("assessor", f"{about} ?status ; ppo:claimedBy ?value ."),
        Facet("assessed", f"{about} ?status ; ppo:inYear ?value .", literal=True),
    )


def _own(facets: tuple[Facet, ...]) -> tuple[Facet, ...]:
    """Return facets of prosecutions for views whose records are the prosecutions."""
    return tuple(
        Facet(one.key, one.pattern.replace("?p ", "?record ").strip(), one.among, one.literal)
        for one in facets
    )


_CASES: Final = View(
    kind="cases",
    records="?record a ppo:Case .",
    assessed="?record ppo:scope ppv:scope-assessed .",
    facets=(
        *_of_prosecutions("?p ppo:inCase ?record ."),
        Facet("theme", "?record ppo:theme ?value ."),
        *_of_assessments("ppo:about/ppo:inCase?"),
        Facet(
            "publisher",
            "{ ?record ppo:source ?d } UNION { ?p ppo:inCase ?record ; ppo:source ?d } UNION "
            "{ ?event ppo:concernsCase ?record ; ppo:source ?d } ?d dcterms:publisher ?value .",
        ),
    ),
    numbers=(
        (
            "prosecutions",
            "?x ppo:inCase ?record . FILTER NOT EXISTS { ?x ppo:variantOf ?main }",
        ),
    ),
    columns=("article", "region", "year", "prosecutions"),
)

_PERSONS: Final = View(
    kind="persons",
    records="?record a ppo:Person .",
    assessed=(
        "{ SELECT DISTINCT ?record WHERE { { ?assessment ppo:about ?record ; ppo:assessedAs ?how } "
        "UNION { ?q ppo:defendant ?record ; ppo:inCase/ppo:scope ppv:scope-assessed . "
        "?record a ppo:Person } } }"
    ),
    facets=(
        *_of_prosecutions("?p ppo:defendant ?record ."),
        Facet("tag", "?a ppo:about ?record ; ppo:listTag/ppo:partOfArticle? ?value . "
              "?value a ppo:Article ."),
        Facet("listregion", "?a ppo:about ?record ; ppo:listRegion ?value ."),
        Facet("list", "?a ppo:about ?record ; ppo:onListOf ?value .", shown=False),
        *_of_assessments("ppo:about/ppo:defendant?"),
        Facet("publisher", "?record ppo:source/dcterms:publisher ?value ."),
        Facet(
            "latin",
            "?record ppo:hasName ?form . ?form ppo:nameForm ?value ; "
            "ppo:nameKind ppv:namekind-transliterated-by-us .",
            literal=True,
            shown=False,
        ),
    ),
    numbers=(
        (
            "prosecutions",
            "?x ppo:defendant ?record ; a ppo:Prosecution . "
            "FILTER NOT EXISTS { ?x ppo:variantOf ?main }",
        ),
    ),
    columns=("article", "region", "tag", "listregion", "prosecutions"),
)  # fmt: skip

BASES: Final = (
    ("region_act", "regionOfAct"),
    ("region_arrest", "regionOfArrest"),
    ("region_court", "regionOfCourt"),
    ("region_list", "regionByList"),
    ("region_report", "regionByReport"),
)
"""Facets that tell on what basis a prosecution has its region, with their properties."""

_PROSECUTIONS: Final = View(
    kind="prosecutions",
    records="?record a ppo:Prosecution . FILTER NOT EXISTS { ?record ppo:variantOf ?main }",
    assessed="?record ppo:inCase/ppo:scope ppv:scope-assessed .",
    facets=(
        *_own(_of_prosecutions("")),
        *_of_assessments("ppo:about"),
        Facet("publisher", "?record ppo:source/dcterms:publisher ?value ."),
        Facet("defendant", "?record ppo:defendant ?value .", shown=False),
        Facet("case", "?record ppo:inCase ?value .", shown=False),
        Facet("cluster", "?record ppo:inCase/ppo:partOfCluster ?value .", shown=False),
        Facet(
            "began",
            "{ SELECT ?record (MIN(SUBSTR(STR(?from), 1, 4)) AS ?value) WHERE { "
            "?event ppo:concernsProsecution ?record ; ppo:notBefore ?from ; ppo:notAfter ?to . "
            "FILTER(SUBSTR(STR(?from), 1, 4) = SUBSTR(STR(?to), 1, 4)) "
            "FILTER NOT EXISTS { ?event ppo:variantOf ?other } } GROUP BY ?record }",
            literal=True,
        ),
        *(Facet(key, f"?record ppo:{name} ?value .", shown=False) for key, name in BASES),
    ),
    numbers=(("charges", "?x ppo:chargeIn ?record . FILTER NOT EXISTS { ?x ppo:variantOf ?m }"),),
    columns=("case", "article", "region", "stage", "charges"),
    named="?defendant",
    tie="?record ppo:defendant ?defendant ; ppo:inCase ?case .",
)

# What a facet of articles ties by, as what it counts by: charges and prosecutions of assessed
# cases, other sources' versions of the same left out.
_IN_SCOPE: Final = (
    "?c ppo:inCase/ppo:scope ppv:scope-assessed . "
    "FILTER NOT EXISTS { ?x ppo:variantOf ?main_x } FILTER NOT EXISTS { ?c ppo:variantOf ?main_c }"
)
_ARTICLES: Final = View(
    kind="articles",
    records="?record a ppo:Article .",
    assessed="",
    facets=(
        Facet("code", "?record ppo:articleOf ?value ."),
        Facet(
            "state",
            f"?x ppo:citesArticle ?record ; ppo:chargeIn ?c ; ppo:underLawOf ?value . {_IN_SCOPE}",
        ),
        Facet(
            "region",
            "?x ppo:citesArticle ?record ; ppo:chargeIn ?c . "
            f"?c ppo:prosecutionRegion ?value . {_IN_SCOPE}",
        ),
        Facet(
            "with",
            "?x ppo:citesArticle ?record ; ppo:chargeIn ?c . ?y ppo:chargeIn ?c ; "
            "ppo:citesArticle ?value . FILTER(?value != ?record) "
            f"FILTER NOT EXISTS {{ ?y ppo:variantOf ?main_y }} {_IN_SCOPE}",
        ),
    ),
    numbers=(
        (
            "charges",
            f"?x ppo:citesArticle ?record ; ppo:chargeIn ?c . {_IN_SCOPE}",
        ),
        (
            "convictions",
            "?d ppo:convictsOn ?x ; ppo:standing ppv:standing-not-known-set-aside . "
            "FILTER NOT EXISTS { ?d ppo:variantOf ?main } "
            f"?x ppo:citesArticle ?record ; ppo:chargeIn ?c . {_IN_SCOPE}",
        ),
        ("prosecutions", "?y ppo:citesArticle ?record ; ppo:chargeIn ?x . "
         "?x ppo:inCase/ppo:scope ppv:scope-assessed . "
         "FILTER NOT EXISTS { ?y ppo:variantOf ?main } "
         "FILTER NOT EXISTS { ?x ppo:variantOf ?main_x }"),
        ("persons", "?y ppo:citesArticle ?record ; ppo:chargeIn ?c . "
         "?c ppo:inCase/ppo:scope ppv:scope-assessed ; ppo:defendant ?x . ?x a ppo:Person . "
         "FILTER NOT EXISTS { ?y ppo:variantOf ?main } "
         "FILTER NOT EXISTS { ?c ppo:variantOf ?main_c }"),
        (
            "tagged",
            "?y ppo:listTag/ppo:partOfArticle? ?record ; ppo:about ?x . ?x a ppo:Person .",
        ),
    ),
    columns=("code", "charges", "prosecutions", "persons", "tagged"),
    is_indexed=True,
)  # fmt: skip

_ORGANISATIONS: Final = View(
    kind="organisations",
    records="?record a ppo:Organisation .",
    assessed="",
    facets=(
        Facet(
            "role",
            "?record a ?value .",
            (
                "ppo:MonitoringOrganisation", "ppo:MediaOutlet", "ppo:Court",
                "ppo:InvestigatingAuthority", "ppo:PublicAuthority", "ppo:InternationalBody",
            ),
        ),
        Facet("says", "?claim ppo:claimedBy ?record ; a ?value .",
              ("ppo:Allegation", "ppo:JudicialFinding", "ppo:Assessment", "ppo:Demand",
               "ppo:Account", "ppo:Denial")),
        Facet("designated", "?x ppo:designates ?record ; ppo:designatedAs ?value ."),
    ),
    numbers=(
        ("claims", "?x ppo:claimedBy ?record ."),
        ("decided", "?x ppo:decidedBy|ppo:carriedOutBy ?record ."),
        ("documents", "?x dcterms:publisher ?record ."),
    ),
    columns=("role", "claims", "decided", "documents"),
    is_indexed=True,
)  # fmt: skip

_PLACES: Final = View(
    kind="places",
    records="?record a ppo:Place .",
    assessed="",
    facets=(
        Facet("placekind", "?record ppo:placeKind ?value ."),
        Facet("within", "?record ppo:withinPlace ?value ."),
    ),
    numbers=(
        (
            "prosecutions",
            "?x ppo:prosecutionRegion ?record ; ppo:inCase/ppo:scope ppv:scope-assessed .",
        ),
        ("events", "?x ppo:atPlace ?record ."),
        ("listed", "?y ppo:listRegion ?record ; ppo:about ?x . ?x a ppo:Person ."),
    ),
    columns=("placekind", "within", "prosecutions", "events", "listed"),
    is_indexed=True,
)

_DOCUMENTS: Final = View(
    kind="documents",
    records="?record a ppo:SourceDocument .",
    assessed="",
    facets=(
        Facet("doctype", "?record dcterms:type ?value ."),
        Facet("publisher", "?record dcterms:publisher ?value ."),
        Facet(
            "issued",
            "?record dcterms:issued ?day . BIND(SUBSTR(STR(?day), 1, 4) AS ?value)",
            literal=True,
        ),
        Facet("notshown", "?record ppo:notShown ?value ."),
    ),
    numbers=(("supports", "?x ppo:source ?record ."),),
    columns=("publisher", "doctype", "issued", "supports"),
    is_indexed=True,
    label="dcterms:title",
)

VIEWS: Final = {
    view.kind: view
    for view in (
        _CASES, _PERSONS, _PROSECUTIONS, _ARTICLES, _ORGANISATIONS, _PLACES, _DOCUMENTS,
    )
}  # fmt: skip
"""Kind (also the path of the view and the key of its heading in `words`) → view."""
