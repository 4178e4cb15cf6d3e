"""What is asked, in words of the generated data. Each text is another one for another number."""

from __future__ import annotations

from typing import Final

from kg.model import ns
from tests.benchmark.generate import COURTS, article, person

_PREFIXES: Final = "".join(
    f"PREFIX {name}: <{iri}>\n"
    for name, iri in (("ppo", ns.PPO), ("skos", ns.SKOS), ("dcterms", ns.DCTERMS), ("xsd", ns.XSD))
)


def cheap(number: int) -> str:
    """Return a look-up: the name of one person."""
    return (
        f"{_PREFIXES}SELECT ?name WHERE {{ <{person(number)}> skos:prefLabel ?name "
        '  FILTER(LANG(?name) = "en") }'
    )


def by_year(number: int) -> str:
    """Return a count over the prosecutions for one article."""
    return (
        f"{_PREFIXES}SELECT ?year (COUNT(DISTINCT ?p) AS ?n) WHERE {{\n"
        f"  ?charge ppo:citesArticle <{article(1 + number % 20)}> ; ppo:chargeIn ?p .\n"
        "  ?event ppo:concernsProsecution ?p ; ppo:notBefore ?day .\n"
        f"  BIND(YEAR(?day) AS ?year) }} GROUP BY ?year ORDER BY ?year LIMIT {1000 + number}"
    )


def by_article(number: int) -> str:
    """Return a count over all charges."""
    return (
        f"{_PREFIXES}SELECT ?article (COUNT(?charge) AS ?n) WHERE {{\n"
        "  ?charge ppo:citesArticle ?article } GROUP BY ?article ORDER BY DESC(?n) "
        f"LIMIT {1000 + number}"
    )


def by_court(number: int) -> str:
    """Return who was charged under what before one court, with names."""
    return (
        f"{_PREFIXES}SELECT ?name ?article ?day WHERE {{\n"
        f"  ?event ppo:decidedBy <{ns.ID}org/court-{number % (COURTS // 2)}> ;\n"
        "    ppo:concernsProsecution ?p ; ppo:notBefore ?day .\n"
        "  ?p ppo:defendant/skos:prefLabel ?name ; ppo:hasCharge/ppo:citesArticle ?article .\n"
        f'  FILTER(LANG(?name) = "ru") }} LIMIT {20_000 + number}'
    )


def network(number: int) -> str:
    """Return a graph: who was tried with whom."""
    return (
        f"{_PREFIXES}CONSTRUCT {{ ?one ppo:concerns ?other }} WHERE {{\n"
        f"  ?charge ppo:citesArticle <{article(2 + number % 20)}> ; ppo:chargeIn ?p .\n"
        "  ?p ppo:inCase ?case ; ppo:defendant ?one .\n"
        "  ?q ppo:inCase ?case ; ppo:defendant ?other FILTER(?one != ?other) }\n"
        f"LIMIT {20_000 + number}"
    )


COSTLY: Final = {
    "count by year": by_year,
    "count by article": by_article,
    "table of a court": by_court,
    "graph of co-defendants": network,
}
"""Queries of 5 ms and more at a million triples."""


def repeated() -> str:
    """Return a query of a few milliseconds, always the same."""
    return by_year(14)


def cross_join(number: int) -> str:
    """Return a count that never ends."""
    return (
        f"SELECT (COUNT(*) AS ?n) WHERE {{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i "
        f"FILTER(STRLEN(STR(?c)) + STRLEN(STR(?i)) = {1000 + number}) }}"
    )


def sorted_join(number: int) -> str:
    """Return a cross join that is to be sorted."""
    return (
        f"{_PREFIXES}SELECT * WHERE {{ ?a ppo:citesArticle ?b . ?c ppo:citesArticle ?d }} "
        f"ORDER BY DESC(?d) ?b DESC(?a) ?c LIMIT {10 + number}"
    )


def closure(number: int) -> str:
    """Return all pairs that any path joins."""
    return (
        f"{_PREFIXES}SELECT (COUNT(*) AS ?n) WHERE {{ ?a (ppo:inCase|^ppo:inCase|ppo:hasCharge|"
        f"^ppo:hasCharge|ppo:citesArticle|^ppo:citesArticle)+ ?b FILTER(?a != <urn:{number}>) }}"
    )


def wide(number: int) -> str:
    """Return an answer without end."""
    return f"SELECT * WHERE {{ ?a ?b ?c . ?d ?e ?f FILTER(?a != <urn:{number}>) }}"


RUNAWAY: Final = {
    "count of a cross join": cross_join,
    "sorted cross join": sorted_join,
    "unbounded path": closure,
    "endless answer": wide,
}


def joined_text(number: int) -> str:
    """Return a query that makes one text of the data many times over."""
    return (
        f"SELECT (GROUP_CONCAT(CONCAT(STR(?s), STR(?o), STR(?t), '{number}')) AS ?all) "
        "WHERE { ?s ?p ?o . ?t ?q ?u }"
    )


def doubled_text(number: int) -> str:
    """Return a query that doubles a text thirty times."""
    steps = "".join(f"BIND(CONCAT(?t{step}, ?t{step}) AS ?t{step + 1}) " for step in range(30))
    start = f'BIND("{number} eighteen letters" AS ?t0) '
    return f"SELECT (STRLEN(?t30) AS ?n) WHERE {{ {start}{steps}}}"


def distinct_join(number: int) -> str:
    """Return a cross join of which each row is to be remembered."""
    return f"SELECT DISTINCT * WHERE {{ ?a ?b ?c . ?d ?e ?f FILTER(?a != <urn:{number}>) }}"


HUNGRY: Final = {
    "sorted cross join": sorted_join,
    "distinct cross join": distinct_join,
    "one text of all": joined_text,
    "doubled text": doubled_text,
}


def large(number: int) -> str:
    """Return an answer of some megabytes, another one each time."""
    return f"SELECT * WHERE {{ ?a ?b ?c }} OFFSET {number * 1000} LIMIT 30000"
