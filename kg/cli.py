"""The command `kg`: each sub-command is a thin call."""

from __future__ import annotations

import json
import os
import secrets
import sys
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

import click
from rich.console import Console

from kg import check
from kg.build import build, by_severity, examine, gather
from kg.check.report import ROW_FIELDS, rows, turtle
from kg.config import Config, from_environ
from kg.engine.store import Store
from kg.errors import KgError, RefusedError
from kg.formats import RESULTS_CSV, by_name
from kg.ingest.new import KINDS, new_record
from kg.release import folder
from kg.web.serve import serve

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.check import Violation


class Group(click.Group):
    """The one place in which the command line catches expected errors."""

    def invoke(self, ctx: click.Context) -> object:
        """Return what the sub-command returns; an expected error ends with its exit code."""
        try:
            return super().invoke(ctx)
        except KgError as error:
            click.echo(str(error), err=True)
            sys.exit(error.exit_code)


@click.group(cls=Group)
@click.pass_context
def main(ctx: click.Context) -> None:
    """Polpros: an open knowledge graph of politically motivated prosecutions."""
    ctx.obj = from_environ(os.environ)


def _say(step: str, count: int) -> None:
    Console(stderr=True).print(f"  {count:>8,}  {step}", highlight=False)


_Command = TypeVar("_Command", bound=Callable[..., object])


def _setting(*names: str) -> Callable[[_Command], _Command]:
    """Return what gives a command an option for each of these settings."""
    defaults = {field.name: field.default for field in fields(Config)}

    def give(command: _Command) -> _Command:
        for name in reversed(names):
            kind = type(defaults[name])
            option = f"--{name.replace('_', '-')}"
            command = click.option(option, type=kind, help=f"Instead of KG_{name.upper()}.")(
                command
            )
        return command

    return give


@main.command("build")
@click.pass_obj
def build_command(config: Config) -> None:
    """Read the data, infer, validate, and write a release that is then served."""
    built, found = build(config, _say)
    extra = {"report.ttl": turtle(found).encode(), "report.json": _report_json(found)}
    path = folder.write(built, config.out, extra)
    folder.switch(config.out, built.version)
    _say("files in the release", sum(1 for file in path.iterdir() if file.is_file()))
    click.echo(f"{path}: release {built.version}, {_totals(found)}")


def _report_json(violations: Sequence[Violation]) -> bytes:
    found = [dict(zip(ROW_FIELDS, row, strict=True)) for row in rows(violations)]
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode()


def _totals(violations: Sequence[Violation]) -> str:
    counts = by_severity(violations)
    return (
        f"{counts.get('Violation', 0)} violations, {counts.get('Warning', 0)} warnings, "
        f"{counts.get('Info', 0)} notes"
    )


@main.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--notes", is_flag=True, help="Show notes (open work) too.")
@click.pass_obj
def validate(config: Config, files: tuple[Path, ...], notes: bool) -> None:
    """Validate FILES, or all the data: `file:line: rule: what is wrong, how to mend it`.

    A file that is not in the data folder yet is read as if it were.
    """
    sources = gather(config, files)
    origins = sources.loaded.origins
    found = examine(sources).violations
    if files:
        paths = sources.loaded.changed
        found = [one for one in found if (at := check.where(one, origins)) and at.path in paths]
    for line in check.explain([one for one in found if notes or one.severity != "Info"], origins):
        click.echo(line)
    worst = by_severity(found).get("Violation", 0)
    if worst:
        raise RefusedError(_totals(found))
    click.echo(_totals(found), err=True)


@main.command()
@click.argument("kind", type=click.Choice(sorted(KINDS)))
@click.argument("name")
@click.option("--slug", help="Readable id of an organisation, place or document, as ru-fsb.")
@click.pass_obj
def new(config: Config, kind: str, name: str, slug: str | None) -> None:
    """Write the template of a new record with a fresh id; NAME becomes its label."""
    path, text = new_record(kind, name, config.data, secrets.choice, slug)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    click.echo(path)


@main.command()
@click.argument("file", type=click.File(encoding="utf-8"))
@click.option("--format", "name", help="csv, tsv, json, xml; ttl, nt, jsonld, rdf for a graph.")
@click.pass_obj
def query(config: Config, file: TextIO, name: str | None) -> None:
    """Ask the current release the SPARQL query in FILE, or in what is typed in for `-`."""
    answer = Store.open(folder.current(config.out)).query(file.read())
    usual = RESULTS_CSV if RESULTS_CSV in answer.formats else answer.formats[0]
    chosen = by_name(name, answer.formats) if name else usual
    click.echo(answer.serialize(chosen), nl=False)


@main.command("serve")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@_setting("host", "port", "timeout", "memory", "workers", "queue")
@_setting("query_size", "nesting", "answer_size", "spool")
@click.pass_obj
def serve_command(config: Config, /, files: tuple[Path, ...], **settings: Any) -> None:
    """Serve the current release over HTTP until it is stopped, or FILES of any RDF instead.

    Files are Turtle, N-Triples, N-Quads, TriG, RDF/XML or JSON-LD, also packed (.gz, .zst).
    """
    given = {name: value for name, value in settings.items() if value is not None}
    serve(replace(config, **given), files)
