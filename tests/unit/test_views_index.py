from __future__ import annotations

import pyoxigraph as ox

from kg.model import ns
from kg.views import index
from tests.views_store import quad

A, B, P = ox.NamedNode(f"{ns.ID}a"), ox.NamedNode(f"{ns.ID}b"), ox.NamedNode(f"{ns.PPO}about")
ROW = ox.Triple(A, P, B)


def test_a_triple_in_two_graphs_is_told_once_by_its_most_direct_origin() -> None:
    graphs = ("", ns.GRAPH_ENTAILED, f"{ns.GRAPH_RECORD}a", ns.GRAPH_DERIVED)
    found = index.build([quad(ROW, graph) for graph in graphs])
    assert [row.origin for row in index.values(found, A.value, "about")] == ["asserted"]
    assert [row.subject for row in index.pointing(found, B.value, "about")] == [A.value]


def test_the_graph_tells_the_origin() -> None:
    origins = {
        graph: index.values(index.build([quad(ROW, graph)]), A.value, "about")[0].origin
        for graph in ("", ns.GRAPH_LAW, ns.GRAPH_ENTAILED, ns.GRAPH_DERIVED, ns.GRAPH_LINKS)
    }
    assert list(origins.values()) == ["unstated", "asserted", "entailed", "derived", "linked"]


def test_order_does_not_depend_on_the_order_of_quads() -> None:
    rows = [quad(ox.Triple(A, P, ox.Literal(str(n))), ns.GRAPH_LAW) for n in range(9)]
    assert index.build(rows) == index.build(rows[::-1])


def test_former_names_are_nowhere() -> None:
    kind = ox.NamedNode(f"{ns.PPO}nameKind")
    former = ox.NamedNode(f"{ns.PPV}namekind-former")
    has = ox.NamedNode(f"{ns.PPO}hasName")
    rows = [ox.Triple(B, kind, former), ox.Triple(A, has, B), ROW]
    found = index.build([quad(row, ns.GRAPH_LAW) for row in rows])
    assert found.said == {}
    assert B.value not in found.incoming
