"""The codebook of the tables: a Frictionless Data Package that says what each column means."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from kg.model.ns import PPO
from kg.release import tables
from kg.release.describe import LICENCE
from kg.release.files import content_type
from kg.release.table_columns import LINK, SEPARATOR, STRING
from kg.release.value import release_url

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.release.about import About
    from kg.release.table_columns import Table
    from kg.release.tables import Shown
    from kg.release.value import ReleaseFile

NAME: Final = f"{tables.FOLDER}/datapackage.json"
_SEVERAL: Final = {
    "en": f"Several values are sorted and joined by '{SEPARATOR}'. An empty cell: not known.",
    "ru": f"Несколько значений упорядочены и разделены «{SEPARATOR}». Пусто: неизвестно.",
}
_VOICES: Final = {
    "en": "Names of columns say whose word it is: authority_, court_, monitor_, claimant_, list_ "
    "(the list of one monitor, as of one day), derived_ (computed from what is stated). What an "
    "authority alleges, what a court decided and what a monitor assesses are never in one column.",
    "ru": "Имена столбцов говорят, чьё это слово: authority_ (власти), court_ (суд), monitor_ "
    "(наблюдатель), claimant_ (кто утверждает), list_ (список одного наблюдателя на один день), "
    "derived_ (вычислено из заявленного). Вменённое властями, решённое судом и оценка наблюдателя "
    "никогда не стоят в одном столбце.",
}


def codebook(about: About, files: Iterable[ReleaseFile]) -> bytes:
    """Return `datapackage.json` for the tables, which are among `files`."""
    sizes = {file.name: file for file in files}
    resources = [
        _resource(table, extension, sizes[f"{tables.FOLDER}/{table.name}.{extension}"])
        for table in tables.TABLES
        for extension in ("csv", "parquet")
    ]
    package = {
        "name": "polpros-tables",
        "id": f"{release_url(about.version)}{NAME}",
        "title": about.title["en"],
        "titles": dict(about.title),
        "description": f"{about.description['en']} {_VOICES['en']} {_SEVERAL['en']}",
        "descriptions": {
            tag: f"{about.description[tag]} {_VOICES[tag]} {_SEVERAL[tag]}" for tag in ("en", "ru")
        },
        "version": about.version,
        "created": f"{about.date}T00:00:00Z",
        "homepage": release_url(about.version),
        "licenses": [{"name": "CC-BY-4.0", "path": LICENCE}],
        "resources": resources,
    }
    return (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode()


def _resource(table: Table, extension: str, file: ReleaseFile) -> dict[str, Any]:
    """Return what is said of one file of a table."""
    is_csv = extension == "csv"
    told: dict[str, Any] = {
        "name": table.name if is_csv else f"{table.name}-{extension}",
        "path": f"{table.name}.{extension}",
        "title": table.name,
        "description": table.about["en"],
        "descriptions": dict(table.about),
        "format": extension,
        "mediatype": content_type(file.name),
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
        "rdfClass": PPO + table.of_class,
    }
    if is_csv:
        told |= {
            "profile": "tabular-data-resource",
            "encoding": "utf-8",
            "dialect": {"delimiter": ",", "lineTerminator": "\n", "header": True},
        }
    return {**told, "schema": _schema(tables.columns(table))}


def _schema(shown: Iterable[Shown]) -> dict[str, Any]:
    return {
        "fields": [_field(one) for one in shown],
        "primaryKey": "iri",
        "missingValues": [""],
    }


def _field(one: Shown) -> Mapping[str, Any]:
    """Return what is said of one column."""
    told: dict[str, Any] = {
        "name": one.name,
        "type": STRING if one.kind == LINK else one.kind,
        "description": one.english,
        "descriptions": {"en": one.english, "ru": one.russian},
    }
    if one.name == "iri":
        told |= {"format": "uri", "constraints": {"required": True, "unique": True}}
    elif one.kind in (LINK, STRING):
        told["separator"] = SEPARATOR
    if one.iri:
        told["property"] = one.iri
    if one.unit:
        told["unit"] = one.unit
    return told
