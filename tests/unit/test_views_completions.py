"""The terms that the editor of queries completes."""

from __future__ import annotations

from kg.model.ns import OWL, PPO, PPV, SKOS
from kg.views.completions import completions

LABELS = {f"{PPO}Case": {"ru": "дело", "en": "case"}}


def test_a_term_has_its_kind_its_labels_and_how_often_it_is_used() -> None:
    defined = [
        {"term": f"{PPO}Case", "kind": f"{OWL}Class"},
        {"term": f"{PPV}x", "kind": f"{SKOS}Concept"},
    ]
    used = [
        {"term": f"{PPO}Case", "kind": "class", "n": "12"},
        {"term": f"{SKOS}prefLabel", "kind": "property", "n": "7"},
    ]
    assert completions(defined, used, lambda _: LABELS) == [
        {"iri": f"{SKOS}prefLabel", "kind": "property", "used": 7, "label": {}},
        {"iri": f"{PPO}Case", "kind": "class", "used": 12, "label": {"en": "case", "ru": "дело"}},
        {"iri": f"{PPV}x", "kind": "concept", "used": 0, "label": {}},
    ]


def test_a_class_that_is_used_as_a_property_is_a_class() -> None:
    defined = [{"term": f"{PPO}Case", "kind": f"{OWL}Class"}]
    used = [{"term": f"{PPO}Case", "kind": "property", "n": "1"}]
    (found,) = completions(defined, used, lambda _: {})
    assert (found["kind"], found["used"]) == ("class", 0)
