"""What another source of a case says of the same thing, with other values: a record of its own.

The tables have such differences in their notes only; which they are is a reviewed decision
(`decisions/case-variants.yaml`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.ingest.case_facts import Case
    from kg.ingest.case_sheet import Sheet

_KEPT: Final[dict[str, tuple[str, ...]]] = {
    "events": (
        "kind", "affected", "prosecutions", "attestation", "instance", "outcome", "convicts",
        "upholds", "modifies", "sets_aside",
    ),
    "sentences": ("prosecution", "type", "regime"),
    "charges": ("defendant",),
}  # fmt: skip
"""Columns that a variant has in common with the record that it is a version of."""


def write_variants(case: Case, sheet: Sheet, lookups: Mapping[str, Any]) -> None:
    """Write the variants of a case; raises `KeyError` when the record they are of is not there."""
    for entry in lookups["case-variants"].get(case.key, {}).get("variants", ()):
        table = entry["table"]
        main = next(
            row
            for row in sheet.rows[table]
            if row.values["case_id"] == case.id and row.values["id"] == entry["of"]
        )
        kept = {name: main.values[name] for name in _KEPT[table]}
        identity = sheet.id(case.id, f"{entry['of']}-variant")
        given = {key: value for key, value in entry.items() if key not in {"table", "of"}}
        sheet.add(
            table, case.id, main.line, **(kept | {"id": identity, "variant": entry["of"]} | given)
        )
        for decision in sheet.rows["events"]:
            imposed = decision.values["imposes"].split(";")
            if decision.values["case_id"] == case.id and entry["of"] in imposed:
                decision.values["imposes"] += f";{identity}"


def mark_same(case: Case, sheet: Sheet) -> None:
    """Mark what another case tells of the same prosecution, so that it counts once."""
    for entry in case.own.get("same", ()):
        for row in sheet.rows[entry["table"]]:
            name = "no" if entry["table"] == "defendants" else "id"
            if (row.values["case_id"], row.values[name]) == (case.id, entry["part"]):
                row.values["variant"] = entry["is"]
