"""A small invented release, written by hand, for tests of the engine and of the web side."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Final

from pyoxigraph import RdfFormat, parse

from kg.model import ns
from kg.release.search_index import build_index

if TYPE_CHECKING:
    from pathlib import Path

VERSION: Final = "2026.01.0"
CASE: Final = f"{ns.ID}c-0000000"
PERSON: Final = f"{ns.ID}p-0000000"
ARTICLE: Final = f"{ns.LAW}xx-cc-art-1.2"

# In the default graph each triple once, though two named graphs hold the same label.
_QUADS: Final = f"""\
<{CASE}> <{ns.RDF}type> <{ns.PPO}Case> <{ns.GRAPH_RECORD}c-0000000> .
<{CASE}> <{ns.SKOS}prefLabel> "An invented case"@en <{ns.GRAPH_RECORD}c-0000000> .
<{CASE}> <{ns.SKOS}prefLabel> "Выдуманное дело"@ru <{ns.GRAPH_RECORD}c-0000000> .
<{CASE}> <{ns.PPO}scope> <{ns.PPV}scope-assessed> <{ns.GRAPH_RECORD}c-0000000> .
<{CASE}#charge-1> <{ns.RDF}type> <{ns.PPO}Charge> <{ns.GRAPH_RECORD}c-0000000> .
<{CASE}#charge-1> <{ns.RDFS}label> "<script>alert(1)</script>"@en <{ns.GRAPH_RECORD}c-0000000> .
<{CASE}#charge-1> <{ns.PPO}citesArticle> <{ARTICLE}> <{ns.GRAPH_RECORD}c-0000000> .
<{PERSON}> <{ns.RDF}type> <{ns.PPO}Person> <{ns.GRAPH_RECORD}p-0000000> .
<{PERSON}> <{ns.SKOS}prefLabel> "Invented Person"@en <{ns.GRAPH_RECORD}p-0000000> .
<{PERSON}> <{ns.PPO}memberOf> <{CASE}> <{ns.GRAPH_RECORD}p-0000000> .
<{PERSON}> <{ns.SKOS}prefLabel> "Invented Person"@en <{ns.GRAPH_DERIVED}> .
<{ARTICLE}> <{ns.RDF}type> <{ns.PPO}Article> <{ns.GRAPH_LAW}> .
<{ARTICLE}> <{ns.SKOS}prefLabel> "Article 1.2"@en <{ns.GRAPH_LAW}> .
<{ns.BASE}ontology> <{ns.RDF}type> <{ns.OWL}Ontology> <{ns.GRAPH_ONTOLOGY}> .
<{ns.PPO}Case> <{ns.RDF}type> <{ns.OWL}Class> <{ns.GRAPH_ONTOLOGY}> .
<{ns.PPO}Case> <{ns.RDFS}label> "case"@en <{ns.GRAPH_ONTOLOGY}> .
<{ns.DATASET}> <{ns.DCTERMS}title> "About the data"@en <{ns.GRAPH_META}> .
"""
TRIPLES: Final = 15
"""Triples of the default graph: all above but the metadata, and the doubled label once."""


def write_release(out: Path) -> Path:
    """Return the folder of the release, written below `out` and made the current one."""
    folder = out / VERSION
    folder.mkdir(parents=True)
    quads = list(parse(_QUADS, RdfFormat.N_QUADS))
    spoken = {quad.triple for quad in quads if quad.graph_name.value != ns.GRAPH_META}
    lines = sorted({*(f"{quad} ." for quad in quads), *(f"{triple} ." for triple in spoken)})
    (folder / "polpros.nq").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "dataset.ttl").write_text(
        f'<{ns.DATASET}> <{ns.DCTERMS}title> "About the data"@en .\n', encoding="utf-8"
    )
    told = {"version": VERSION, "date": "2026-01-02"}
    (folder / "release.json").write_text(json.dumps(told), encoding="utf-8")
    build_index(quads, folder / "search.sqlite")
    sums = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}
    text = "".join(f"{sums[name]}  {name}\n" for name in sorted(sums))
    (folder / "SHA256SUMS").write_text(text, encoding="utf-8")
    (out / "current").symlink_to(VERSION, target_is_directory=True)
    return folder
