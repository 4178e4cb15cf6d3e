"""The kinds of page and an address of each, found in the release that the site serves."""

from __future__ import annotations

import json
from typing import Final
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen

from kg.model import ns

_PREFIXES: Final = f"PREFIX ppo: <{ns.PPO}> PREFIX skos: <{ns.SKOS}> PREFIX eli: <{ns.ELI}> "
_MOST: Final = "SELECT ?x {{ {pattern} }} GROUP BY ?x ORDER BY {order}(COUNT(*)) ?x LIMIT 1"
_RECORDS: Final = {
    "case-largest": _MOST.format(pattern="?x a ppo:Case . ?y ppo:inCase ?x", order="DESC"),
    "case-small": _MOST.format(pattern="?x a ppo:Case . ?y ppo:inCase ?x", order=""),
    "case-claims": _MOST.format(pattern="?x a ppo:Case . ?y ppo:about ?x", order="DESC"),
    "person": _MOST.format(
        pattern="?x a ppo:Person . ?p ppo:defendant ?x . ?c ppo:chargeIn ?p", order="DESC"
    ),
    "organisation": _MOST.format(
        pattern="?x a ppo:Organisation . ?y ppo:claimedBy ?x", order="DESC"
    ),
    "place": _MOST.format(pattern="?x a ppo:Place . ?y ppo:regionOfCourt ?x", order="DESC"),
    "article": _MOST.format(pattern="?x a ppo:Article . ?y ppo:citesArticle ?x", order="DESC"),
    "document": _MOST.format(pattern="?x a ppo:SourceDocument . ?y ppo:source ?x", order="DESC"),
    "cluster": _MOST.format(pattern="?x a ppo:CaseCluster . ?y ?z ?x", order="DESC"),
}
_SELECT: Final = (
    "SELECT ?article ?label { ?article a ppo:Article ; skos:prefLabel ?label } LIMIT 20"
)
FIXED: Final = {
    "home": "/",
    "cases": "/cases",
    "cases-chosen": "/cases?article=law/ru-cc-art-205.5",
    "cases-none": "/cases?year=1901",
    "persons": "/persons",
    "articles": "/articles",
    "list": "/list/clusters",
    "search": "/search",
    "search-found": "/search?q=205.5",
    "search-nothing": "/search?q=xqzwvkj",
    "query": "/sparql",
    "query-results": f"/sparql?{urlencode({'query': _PREFIXES + _SELECT})}",
    "query-wrong": f"/sparql?{urlencode({'query': 'SELECT ?x WHERE'})}",
    "ontology": "/ontology",
    "downloads": "/download/",
    "limits": "/limits",
    "problems": "/problems",
    "report": "/report",
    "findings": "/report/findings?rule=L13",
    "rules": "/shapes",
    "rule": "/shapes/S03",
    "term": "/ontology/Charge",
    "about-method": "/about/method",
    "about-safety": "/about/safety",
    "map": "/map",
    "map-article": "/map?article=law/ru-cc-art-205.5",
    "statistics": "/statistics",
    "network": "/network",
    "unknown": "/id/c-0000000",
    "malformed": f"/id/{quote('c-нет')}",
}
"""Addresses that do not depend on the data."""
INCOMING: Final = "incoming"
KINDS: Final = (*FIXED, *_RECORDS, INCOMING)
LAYOUTS: Final = (
    *("home", "cases", "search-found", "query", "query-results", "ontology", "downloads"),
    *("report", "about-method", "map-article", "statistics", "network", "unknown"),
    *("case-small", "case-largest", "article"),
)
"""One kind for each way in which things to press stand on a page."""
STATUS: Final = {"unknown": 404, "malformed": 400, "query-wrong": 400}
"""What a kind of page is answered with, where it is not 200."""


def addresses(site: str) -> dict[str, str]:
    """Return the path of a page of each kind at a site."""
    found = {kind: page_of(select(site, text)[0]["x"]) for kind, text in _RECORDS.items()}
    return {**FIXED, **found, INCOMING: f"{found['document']}?show=incoming"}


def page_of(iri: str) -> str:
    """Return the path of the page about a record."""
    return f"/page/{iri.removeprefix(ns.BASE)}"


def select(site: str, query: str) -> list[dict[str, str]]:
    """Return the rows of a query."""
    asked = f"{site}/sparql?{urlencode({'query': _PREFIXES + query})}"
    rows = json.loads(fetched(asked, "application/sparql-results+json"))["results"]["bindings"]
    return [{name: value["value"] for name, value in row.items()} for row in rows]


def fetched(address: str, accept: str = "text/html") -> bytes:
    """Return what our own site answers."""
    asked = Request(address, headers={"Accept": accept})  # noqa: S310
    with urlopen(asked, timeout=60) as answer:  # noqa: S310
        body: bytes = answer.read()
    return body
