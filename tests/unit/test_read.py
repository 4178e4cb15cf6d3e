"""Data files: what they turn into, and one clear error with its line for each thing wrong."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import sqlite3
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import SourcesError
from kg.model import ns
from kg.model.terms import Terms, read_terms
from kg.read import Loaded, load
from kg.read.cache import NAME, opened

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "tests" / "fixtures" / "data"
BAD = sorted((ROOT / "tests" / "fixtures" / "bad").glob("*.yaml"))
CASE = f"{ns.ID}c-mcd2rn0"


@pytest.fixture(scope="module")
def terms() -> Terms:
    return read_terms(ROOT / "data" / "context.jsonld", ROOT / "ontology")


@pytest.fixture(scope="module")
def loaded(terms: Terms) -> Loaded:
    return load(DATA, terms)


def _objects(loaded: Loaded, subject: str, predicate: str) -> set[str]:
    return {
        quad.object.value
        for quad in loaded.quads
        if quad.subject == ox.NamedNode(subject) and quad.predicate == ox.NamedNode(predicate)
        if not isinstance(quad.object, ox.Triple)
    }


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_bad_file_gives_one_error_with_its_line(path: Path, terms: Terms) -> None:
    first = path.read_bytes().split(b"\n", 1)[0].decode()
    expected = re.fullmatch(r"# expect: (\d+): (.+)", first)
    assert expected is not None, path
    with pytest.raises(SourcesError) as caught:
        load(DATA, terms, [path])
    assert len(caught.value.errors) == 1
    error = caught.value.errors[0]
    assert error.where.line == int(expected[1])
    assert expected[2] in error.message


def test_record_stands_in_its_own_graph(loaded: Loaded) -> None:
    graphs = {str(quad.graph_name.value) for quad in loaded.quads if quad.graph_name}  # type: ignore[union-attr]
    assert f"{ns.GRAPH_RECORD}c-mcd2rn0" in graphs
    assert f"{ns.GRAPH_RECORD}org/invented-monitor" in graphs
    assert ns.GRAPH_LAW in graphs


def test_month_becomes_bounds_and_edtf(loaded: Loaded) -> None:
    arrest = f"{CASE}#arrest"
    assert _objects(loaded, arrest, f"{ns.PPO}notBefore") == {"2021-02-01"}
    assert _objects(loaded, arrest, f"{ns.PPO}notAfter") == {"2021-02-28"}
    assert _objects(loaded, arrest, f"{ns.PPO}edtf") == {"2021-02"}


def test_article_becomes_the_property_that_fits(loaded: Loaded) -> None:
    part = f"{ns.LAW}zz-cc-art-282.1-part-1"
    assert _objects(loaded, f"{CASE}#charge-1", f"{ns.PPO}citesPart") == {part}


def test_citation_has_an_id_made_from_its_part(loaded: Loaded) -> None:
    cited = _objects(loaded, f"{CASE}#charge-1", f"{ns.PPO}citation")
    assert cited == {f"{CASE}#charge-1-cite-1"}
    assert _objects(loaded, CASE, f"{ns.PPO}citation") == {f"{CASE}#cite-1"}


def test_parts_get_labels_without_names(loaded: Loaded) -> None:
    labels = _objects(loaded, f"{CASE}#arrest", f"{ns.SKOS}prefLabel")
    assert labels == {"Arrest, February 2021", "Задержание, февраль 2021 года"}
    charge = _objects(loaded, f"{CASE}#charge-1", f"{ns.SKOS}prefLabel")
    assert "Charge, Article 282.1, part 1, Criminal Code of Exampleland" in charge


def test_scalars_stay_as_typed(loaded: Loaded) -> None:
    assert _objects(loaded, f"{ns.LAW}zz-cc-art-282.1", ns.ELI + "number") == {"282.1"}


def test_title_keeps_its_look_alike_letter(loaded: Loaded) -> None:
    titles = _objects(loaded, f"{ns.ID}doc/invented-report", f"{ns.DCTERMS}title")
    assert titles == {"Invented report with a Cyrillic Сlaim in its title"}


def test_every_statement_knows_its_line(loaded: Loaded) -> None:
    where = loaded.origins.line(f"{CASE}#arrest", f"{ns.PPO}affects")
    assert str(where) == "data/cases/c-mcd2rn0.yaml:22"
    assert loaded.origins.line(f"{CASE}#arrest", f"{ns.PPO}notBefore") is not None
    assert loaded.origins.line("https://example.org/nothing") is None


def test_changed_file_stands_in_for_the_record_it_changes(terms: Terms, tmp_path: Path) -> None:
    changed = tmp_path / "new.yaml"
    text = (DATA / "places" / "invented-town.yaml").read_text(encoding="utf-8")
    changed.write_text(text.replace("Invented Town", "Renamed Town"), encoding="utf-8")
    found = load(DATA, terms, [changed])
    assert _objects(found, f"{ns.ID}place/invented-town", f"{ns.SKOS}prefLabel") == {"Renamed Town"}
    assert found.changed == frozenset({str(changed)})


def test_empty_folder_is_an_error(terms: Terms, tmp_path: Path) -> None:
    with pytest.raises(SourcesError, match="no record in this folder"):
        load(tmp_path, terms)


def test_file_in_a_folder_that_holds_no_records(terms: Terms, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    (data / "persons").mkdir()
    (data / "persons" / "p-1fzg1sd.yaml").write_text("id: p-1fzg1sd\n", encoding="utf-8")
    with pytest.raises(SourcesError, match="a record stands in one of cases"):
        load(data, terms)


def test_file_that_is_not_called_after_its_id(terms: Terms, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    (data / "places" / "invented-town.yaml").rename(data / "places" / "town.yaml")
    with pytest.raises(SourcesError, match=r"stands in a file named `invented-town.yaml`"):
        load(data, terms)


def test_record_in_the_folder_of_another_class(terms: Terms, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    (data / "places" / "invented-town.yaml").rename(data / "cases" / "invented-town.yaml")
    with pytest.raises(SourcesError, match="does not stand in `cases`"):
        load(data, terms)


def test_two_files_with_one_id(terms: Terms, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    (data / "places" / "more").mkdir()
    copy = data / "places" / "more" / "invented-town.yaml"
    shutil.copy(data / "places" / "invented-town.yaml", copy)
    with pytest.raises(SourcesError, match=r"already defined in data/places/invented-town\.yaml:1"):
        load(data, terms)


def test_unreadable_file(terms: Terms, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    path = data / "places" / "invented-town.yaml"
    path.unlink()
    path.symlink_to(tmp_path / "nothing-here")
    with pytest.raises(SourcesError, match="unreadable: No such file"):
        load(data, terms)
    assert os.path.lexists(path)


def test_order_of_files_does_not_matter(loaded: Loaded, terms: Terms) -> None:
    again = load(DATA, terms)
    assert sorted(map(str, again.quads)) == sorted(map(str, loaded.quads))


def test_cache_changes_nothing(loaded: Loaded, terms: Terms, tmp_path: Path) -> None:
    for _ in range(2):
        again = load(DATA, terms, cache=tmp_path)
        assert set(again.quads) == set(loaded.quads)
    assert (tmp_path / NAME).stat().st_size > 0


def test_a_cache_that_is_no_sqlite_file_is_made_anew(
    loaded: Loaded, terms: Terms, tmp_path: Path
) -> None:
    (tmp_path / NAME).write_text("not SQLite, but long enough to be taken for it\n" * 9)
    assert set(load(DATA, terms, cache=tmp_path).quads) == set(loaded.quads)
    assert (tmp_path / NAME).read_bytes().startswith(b"SQLite format 3")


def test_damaged_entries_are_made_anew(loaded: Loaded, terms: Terms, tmp_path: Path) -> None:
    load(DATA, terms, cache=tmp_path)
    with contextlib.closing(sqlite3.connect(tmp_path / NAME)) as base:
        base.execute("UPDATE entry SET body = substr(body, 40)")
        base.commit()
    assert set(load(DATA, terms, cache=tmp_path).quads) == set(loaded.quads)


def test_cut_cache_is_made_anew(loaded: Loaded, terms: Terms, tmp_path: Path) -> None:
    load(DATA, terms, cache=tmp_path)
    content = (tmp_path / NAME).read_bytes()
    (tmp_path / NAME).write_bytes(content[: len(content) // 2])
    assert set(load(DATA, terms, cache=tmp_path).quads) == set(loaded.quads)


def test_a_changed_label_of_a_provision_reaches_the_charges(terms: Terms, tmp_path: Path) -> None:
    load(DATA, terms, cache=tmp_path)
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    for path in (data / "law").glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("282.1, part 1,", "282.1, first part,"), encoding="utf-8")
    found = load(data, terms, cache=tmp_path)
    assert set(found.quads) == set(load(data, terms).quads)
    labels = _objects(found, f"{CASE}#charge-1", f"{ns.SKOS}prefLabel")
    assert any("first part" in label for label in labels)


def test_what_nobody_used_for_long_is_swept_out(terms: Terms, tmp_path: Path) -> None:
    load(DATA, terms, cache=tmp_path)
    for number in range(9):
        with opened(tmp_path) as entries:
            entries.put({f"new {number}": "x"})
            entries.sweep()
    with contextlib.closing(sqlite3.connect(tmp_path / NAME)) as base:
        assert base.execute("SELECT COUNT(*) FROM entry").fetchone()[0] < 9


def test_cache_that_cannot_be_written(loaded: Loaded, terms: Terms, tmp_path: Path) -> None:
    nowhere = tmp_path / "file"
    nowhere.write_text("not a folder", encoding="utf-8")
    assert set(load(DATA, terms, cache=nowhere).quads) == set(loaded.quads)
