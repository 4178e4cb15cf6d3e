"""Namespaces and graph names. The base is a constant: it is part of every published address."""

from __future__ import annotations

from typing import Final

BASE: Final = "https://w3id.org/polpros/"

PPO: Final = f"{BASE}ontology#"
PPV: Final = f"{BASE}vocab#"
PPS: Final = f"{BASE}shapes#"
ID: Final = f"{BASE}id/"
LAW: Final = f"{BASE}law/"
DATASET: Final = f"{BASE}dataset"

GRAPH: Final = f"{BASE}graph/"
GRAPH_RECORD: Final = f"{GRAPH}record/"
GRAPH_LAW: Final = f"{GRAPH}law"
GRAPH_ONTOLOGY: Final = f"{GRAPH}ontology"
GRAPH_VOCAB: Final = f"{GRAPH}vocab"
GRAPH_ENTAILED: Final = f"{GRAPH}entailed"
GRAPH_DERIVED: Final = f"{GRAPH}derived"
GRAPH_LINKS: Final = f"{GRAPH}links"
GRAPH_META: Final = f"{GRAPH}meta"

RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
DCTERMS: Final = "http://purl.org/dc/terms/"
SCHEMA: Final = "https://schema.org/"
ELI: Final = "http://data.europa.eu/eli/ontology#"
SSSOM: Final = "https://w3id.org/sssom/"
EDTF: Final = "http://id.loc.gov/datatypes/edtf/EDTF"
SH: Final = "http://www.w3.org/ns/shacl#"
DCAT: Final = "http://www.w3.org/ns/dcat#"
VOID: Final = "http://rdfs.org/ns/void#"
PROV: Final = "http://www.w3.org/ns/prov#"
FOAF: Final = "http://xmlns.com/foaf/0.1/"

# `id:c-x#charge-1` and `id:org/x` are no prefixed names, so organisations, places and
# documents have prefixes of their own; parts of a record are written as full IRIs.
PREFIXES: Final[dict[str, str]] = {
    "ppo": PPO,
    "ppv": PPV,
    "id": ID,
    "org": f"{ID}org/",
    "place": f"{ID}place/",
    "doc": f"{ID}doc/",
    "law": LAW,
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": OWL,
    "xsd": XSD,
    "skos": SKOS,
    "dcterms": DCTERMS,
    "schema": SCHEMA,
    "eli": ELI,
    "sssom": SSSOM,
}
