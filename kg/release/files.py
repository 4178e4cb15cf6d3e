"""What the files of a release are: media type, packing, and a line of words for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.formats import ALL, by_extension

if TYPE_CHECKING:
    from collections.abc import Mapping

PACKINGS: Final = {"gz": "application/gzip", "zst": "application/zstd"}
"""Media type of each packing by its extension."""
_TYPES: Final = {
    "json": "application/json",
    "sqlite": "application/vnd.sqlite3",
    "parquet": "application/vnd.apache.parquet",
    "atom": "application/atom+xml",
    "md": "text/markdown; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "cff": "text/plain; charset=utf-8",
    "rq": "application/sparql-query",
}
_OTHERWISE: Final = "application/octet-stream"
_BY_NAME: Final = {
    "ro-crate-metadata.json": "application/ld+json",
    "schema-org.json": "application/ld+json",
    "datacite.json": "application/vnd.datacite.datacite+json",
}
"""Files whose type says more than their extension."""

_PARTS: Final = {
    "polpros": ("the whole: records, law, ontology, vocabulary, links and what follows from them",
                "всё целиком: записи, законы, онтология, словарь, связи и то, что из них следует"),
    "records": ("records as asserted", "записи, как они внесены"),
    "law": ("codes, articles and their parts", "кодексы, статьи и их части"),
    "vocab": ("concept schemes", "схемы понятий"),
    "ontology": ("ontology; axioms have addresses", "онтология; аксиомы с адресами"),
    "ontology-owl": ("ontology for OWL tools, with blank nodes",
                     "онтология для программ OWL, с пустыми узлами"),
    "links": ("links to other data", "связи с другими данными"),
    "dataset": ("description of the release (DCAT, VoID)", "описание выпуска (DCAT, VoID)"),
    "report": ("findings of the rules", "замечания правил"),
    "coverage": ("what is known and what is not", "что известно и чего нет"),
    "search": ("index of the search", "поисковый индекс"),
    "release": ("manifest: version, counts, tools, checksums",
                "манифест: версия, числа, инструменты, контрольные суммы"),
    "datapackage": ("codebook of the tables (Frictionless Data Package)",
                    "описание таблиц (Frictionless Data Package)"),
    "datacite": ("citation (DataCite)", "описание для цитирования (DataCite)"),
    "CITATION": ("citation (CFF)", "описание для цитирования (CFF)"),
    "README": ("what this is and how to verify it", "что это и как это проверить"),
    "SHA256SUMS": ("checksums of all files", "контрольные суммы всех файлов"),
    "ro-crate-metadata": ("description of all files (RO-Crate)",
                          "описание всех файлов (RO-Crate)"),
    "changes": ("changes since the previous release", "изменения с прошлого выпуска"),
    "changes-added": ("triples added since the previous release",
                      "триплеты, добавленные с прошлого выпуска"),
    "changes-removed": ("triples removed since the previous release",
                        "триплеты, удалённые с прошлого выпуска"),
    "persons": ("table of persons", "таблица людей"),
    "prosecutions": ("table of prosecutions", "таблица преследований"),
    "charges": ("table of charges", "таблица обвинений"),
    "events": ("table of events", "таблица событий"),
    "sentences": ("table of sentences", "таблица наказаний"),
    "requested-penalties": ("table of penalties requested", "таблица запрошенных наказаний"),
    "claims": ("table of claims", "таблица утверждений"),
    "documents": ("table of documents", "таблица документов"),
}  # fmt: skip


def packing(name: str) -> str:
    """Return the extension of the packing of a file; empty where it is not packed."""
    extension = name.rpartition(".")[2]
    return extension if extension in PACKINGS else ""


def unpacked(name: str) -> str:
    """Return the name that a file has when it is unpacked."""
    packed = packing(name)
    return name.removesuffix(f".{packed}") if packed else name


def media_type(name: str) -> str:
    """Return the media type of a file as it is sent, by its name or its last extension."""
    if name in _BY_NAME:
        return _BY_NAME[name]
    extension = name.rpartition(".")[2] if "." in name else "txt"
    if extension in PACKINGS:
        return PACKINGS[extension]
    format_ = by_extension(extension, ALL)
    return format_.content_type if format_ else _TYPES.get(extension, _OTHERWISE)


def content_type(name: str) -> str:
    """Return the bare media type of what a file holds when it is unpacked."""
    return media_type(unpacked(name)).partition(";")[0]


def is_rdf(name: str) -> bool:
    """Return whether a file holds RDF, packed or not."""
    format_ = by_extension(unpacked(name).rpartition(".")[2], ALL)
    return format_ is not None and format_.kind in ("graph", "dataset")


def words(name: str) -> Mapping[str, str]:
    """Return what a file holds, in English and Russian; its name where we do not know."""
    stem = unpacked(name).rpartition("/")[2].partition(".")[0]
    english, russian = _PARTS.get(stem, (stem, stem))
    return {"en": english, "ru": russian}
