"""One build: read, validate, infer, validate again. What it returns is ready for release."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

import pyoxigraph as ox
import yaml

from kg import check
from kg.errors import ConfigError, RefusedError
from kg.model import ns
from kg.model.terms import Terms, read_terms
from kg.read import Loaded, Origins, load
from kg.reason import Closed, close, conclude
from kg.release.about import About, about_from
from kg.release.describe import describe, release_date_triple
from kg.release.value import Build

if TYPE_CHECKING:
    from pathlib import Path

    from kg.check import Shapes, Violation
    from kg.config import Config

# Shortcuts are refused where editors typed them; after inference they are there by right.
ONLY_AS_ASSERTED: Final = ("P07",)
ONTOLOGY_FILES: Final = {"polpros.ttl": ns.GRAPH_ONTOLOGY, "vocab.ttl": ns.GRAPH_VOCAB}

Progress = Callable[[str, int], None]
_Term = TypeVar("_Term", ox.NamedNode, ox.BlankNode, ox.Literal, ox.Triple)


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything a build reads: records with their lines, ontology and vocabulary, shapes."""

    loaded: Loaded
    terms: Terms
    ontology: list[ox.Quad]
    shapes: Shapes
    about: About


@dataclass(frozen=True, slots=True)
class Examined:
    """What two passes of validation and the inference between them found."""

    entailed: list[ox.Triple]
    derived: list[ox.Triple]
    violations: list[Violation]
    closed: Closed
    """The closure of the data before the closed-world rules."""


def silent(_step: str, _count: int) -> None:
    """Return None: the progress of a build that nobody watches."""


def terms_of(config: Config) -> Terms:
    """Return the words of the data format. Raises `ConfigError`."""
    return read_terms(config.data / "context.jsonld", config.ontology)


def gather(config: Config, changed: Sequence[Path] = (), progress: Progress = silent) -> Sources:
    """Return what a build reads; files in `changed` stand in for the records they change.

    Raises `SourcesError` for data that is no record, `ConfigError` for what lies beside the data.
    """
    about = read_about(config)
    terms = terms_of(config)
    loaded = load(config.data, terms, changed, config.cache)
    progress("records read", loaded.records)
    progress("triples asserted", len(loaded.quads))
    shapes = check.compile_shapes(sorted(config.shapes.glob("*.ttl")))
    return Sources(loaded, terms, ontology_quads(config.ontology), shapes, about)


def read_about(config: Config) -> About:
    """Return what `data/release.yaml` says of the release. Raises `ConfigError`."""
    path = config.data / "release.yaml"
    try:
        settings = yaml.safe_load(path.read_bytes())
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}; it says version and date") from error
    except yaml.YAMLError as error:
        raise ConfigError(f"{path}: not YAML: {error}") from error
    if not isinstance(settings, dict):
        raise ConfigError(f"{path}: is a mapping with version and date")
    return about_from(settings)


def ontology_quads(folder: Path) -> list[ox.Quad]:
    """Return ontology and concept schemes, each in its graph. Raises `ConfigError`."""
    quads = []
    for name, graph in ONTOLOGY_FILES.items():
        path = folder / name
        try:
            parsed = list(ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE))
        except (OSError, SyntaxError) as error:
            raise ConfigError(f"{path}: {error}") from error
        stem = name.partition(".")[0]
        quads += list(_numbered(parsed, stem, ox.NamedNode(graph)))
    return quads


def _numbered(quads: Iterable[ox.Quad], stem: str, graph: ox.NamedNode) -> Iterator[ox.Quad]:
    """Yield the quads of a file with its blank nodes numbered, for the parser draws labels."""
    names: dict[ox.BlankNode, ox.BlankNode] = {}

    def stable(term: _Term) -> _Term | ox.BlankNode:
        if not isinstance(term, ox.BlankNode):
            return term
        return names.setdefault(term, ox.BlankNode(f"{stem}{len(names)}"))

    for subject, predicate, value, _ in quads:
        yield ox.Quad(stable(subject), predicate, stable(value), graph)


def examine(sources: Sources, progress: Progress = silent) -> Examined:
    """Return what follows from the data, and every finding of the rules before and after that.

    Raises `RefusedError` when the data contradicts itself or makes two records one.
    """
    ontology = [quad.triple for quad in sources.ontology]
    asserted = [quad.triple for quad in sources.loaded.quads]
    asserted.append(release_date_triple(sources.about.date))
    data = check.DataGraph([*asserted, *ontology])
    found = check.validate_graph(data, sources.shapes)
    progress("findings as asserted", len(found))
    closed = close(asserted, ontology)
    inference = conclude(closed)
    progress("triples entailed", len(inference.entailed))
    progress("triples derived", len(inference.derived))
    data.add([*inference.entailed, *inference.derived])
    after = check.validate_graph(data, check.without(sources.shapes, ONLY_AS_ASSERTED))
    violations = sorted({*found, *after})
    progress("findings in all", len(violations))
    return Examined(inference.entailed, inference.derived, violations, closed)


def build(config: Config, progress: Progress = silent) -> tuple[Build, list[Violation]]:
    """Return a build of the data, in which no rule is violated, and what the rules found.

    Raises `RefusedError` with one line for each violation, and what `gather` and `examine` raise.
    """
    sources = gather(config, progress=progress)
    examined = examine(sources, progress)
    return made(sources, examined), examined.violations


def made(sources: Sources, examined: Examined) -> Build:
    """Return the build of data that was examined.

    Raises `RefusedError` with one line for each violation.
    """
    refuse(examined.violations, sources.loaded.origins)
    quads = [
        *sources.loaded.quads,
        *sources.ontology,
        *_in_graph(examined.entailed, ns.GRAPH_ENTAILED),
        *_in_graph(examined.derived, ns.GRAPH_DERIVED),
    ]
    meta = [release_date_triple(sources.about.date), *describe(sources.about, quads)]
    quads += _in_graph(sorted(set(meta), key=str), ns.GRAPH_META)
    counts = {
        "records": sources.loaded.records,
        "asserted": len(sources.loaded.quads),
        "entailed": len(examined.entailed),
        "derived": len(examined.derived),
    }
    return Build(sources.about.version, sources.about.date, quads, examined.violations, counts)


def refuse(violations: Sequence[Violation], origins: Origins) -> None:
    """Raise `RefusedError` when a finding is a violation; warnings and notes pass."""
    worst = [violation for violation in violations if violation.severity == "Violation"]
    if worst:
        lines = check.explain(worst, origins)
        raise RefusedError("\n".join([*lines, f"{len(worst)} violations: no release is written"]))


def by_severity(violations: Sequence[Violation]) -> dict[str, int]:
    """Return how many findings there are of each severity."""
    return dict(sorted(Counter(violation.severity for violation in violations).items()))


def _in_graph(triples: Sequence[ox.Triple], graph: str) -> list[ox.Quad]:
    name = ox.NamedNode(graph)
    return [ox.Quad(triple.subject, triple.predicate, triple.object, name) for triple in triples]
