"""The command `kg`: each sub-command is a thin call.

A command imports what only it needs when it runs, so that `kg validate` waits for no web server.
"""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

import click

from kg import check
from kg.build import by_severity, examine, gather, made
from kg.config import Config, from_environ
from kg.errors import KgError, RefusedError
from kg.ingest.new import KINDS, new_record
from kg.recheck import keep, recheck
from kg.recheck.files import called_inside, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.check import Origins, Violation


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
    from rich.console import Console

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
    from kg.check.report_files import report_files
    from kg.release import folder, making
    from kg.release.coverage import coverage_files

    sources = gather(config, progress=_say)
    examined = examine(sources, _say)
    keep(config, sources, examined)
    built, found = made(sources, examined), examined.violations
    extra = {**report_files(found), **coverage_files(built)}
    path = making.write(built, sources.about, config.out, extra)
    folder.switch(config.out, built.version)
    _say("files in the release", sum(1 for file in path.rglob("*") if file.is_file()))
    if sources.about.previous and not making.previous_release(sources.about.previous, config.out):
        click.echo(
            f"release {sources.about.previous.version} is not in {config.out}: no changes are "
            "told; put it there and build again before this release is published",
            err=True,
        )
    click.echo(f"{path}: release {built.version}, {_totals(found)}")


def _totals(violations: Sequence[Violation]) -> str:
    counts = by_severity(violations)
    return (
        f"{counts.get('Violation', 0)} violations, {counts.get('Warning', 0)} warnings, "
        f"{counts.get('Info', 0)} notes"
    )


@main.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--warnings", is_flag=True, help="Show each warning without FILES too.")
@click.option("--notes", is_flag=True, help="Show each warning and each note (open work).")
@click.pass_obj
def validate(config: Config, files: tuple[Path, ...], warnings: bool, notes: bool) -> None:
    """Validate FILES, or all the data: `file:line: rule: what is wrong, how to mend it`.

    Without FILES warnings are counted by rule. A file that is not in the data folder yet is read
    as if it were.
    """
    found, origins = _found_in(config, files) if files else _found_in_all(config)
    single = {"Violation"} | ({"Warning"} if files or warnings or notes else set())
    single |= {"Info"} if notes else set()
    for line in check.explain([one for one in found if one.severity in single], origins):
        click.echo(line)
    if "Warning" not in single:
        for line in check.counted(one for one in found if one.severity == "Warning"):
            click.echo(line)
    worst = by_severity(found).get("Violation", 0)
    if worst:
        raise RefusedError(_totals(found))
    click.echo(_totals(found), err=True)


def _found_in_all(config: Config) -> tuple[list[Violation], Origins]:
    """Return the findings in all the data, after keeping what the next run can start from."""
    sources = gather(config)
    examined = examine(sources)
    keep(config, sources, examined)
    return examined.violations, sources.loaded.origins


def _found_in(config: Config, files: Sequence[Path]) -> tuple[list[Violation], Origins]:
    """Return the findings in some files: from what changed where that is enough, or in full."""
    if quick := recheck(config, files):
        return quick.violations, quick.origins
    paths = shown(config.data)
    inside = called_inside(files, config.data, paths)
    outside = [file for file in files if not called_inside([file], config.data, paths)]
    sources = gather(config, outside)
    examined = examine(sources)
    if not outside:
        keep(config, sources, examined)
    origins, asked = sources.loaded.origins, inside | sources.loaded.changed
    placed = [(check.where(one, origins), one) for one in examined.violations]
    return [one for place, one in placed if place and place.path in asked], origins


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


@main.command("import")
@click.argument("tables", type=click.Path(path_type=Path, file_okay=False, exists=True))
@click.option(
    "--mapping", "names", multiple=True, help="Import this mapping only; may be repeated."
)
@click.option("--write", "writes", is_flag=True, help="Write; without it nothing is written.")
@click.option("--settled", multiple=True, metavar="ID", help="The file of ID is as it should be.")
@click.option("--strict", is_flag=True, help="Fail when anything was listed that needs a look.")
@click.pass_obj
def import_command(
    config: Config,
    /,
    tables: Path,
    names: tuple[str, ...],
    settled: tuple[str, ...],
    **flags: bool,
) -> None:
    """Turn the rows of TABLES, a folder of CSV files, into records; see data/import/README.md."""
    from kg.ingest import run
    from kg.ingest.report import problems, report

    found = run.plans(config.data, tables, names, secrets.choice, settled)
    for plan in found:
        for line in report(plan):
            click.echo(line)
    if flags["writes"]:
        click.echo(f"{run.write(found, config.data)} files written", err=True)
    if flags["strict"] and (number := problems(found)):
        raise RefusedError(f"{number} rows, values or files need a look")


@main.command()
@click.argument("file", type=click.File(encoding="utf-8"))
@click.option("--format", "name", help="csv, tsv, json, xml; ttl, nt, jsonld, rdf for a graph.")
@click.pass_obj
def query(config: Config, file: TextIO, name: str | None) -> None:
    """Ask the current release the SPARQL query in FILE, or in what is typed in for `-`."""
    from kg.engine.store import Store
    from kg.formats import RESULTS_CSV, by_name
    from kg.release import folder

    answer = Store.open(folder.current(config.out)).query(file.read())
    usual = RESULTS_CSV if RESULTS_CSV in answer.formats else answer.formats[0]
    chosen = by_name(name, answer.formats) if name else usual
    click.echo(answer.serialize(chosen), nl=False)


@main.command()
@click.argument("old")
@click.argument("new")
@click.option("--to", "target", type=click.Path(path_type=Path), help="Write the triples there.")
@click.option("--json", "is_json", is_flag=True, help="Say it for programs.")
@click.option("--lang", default="en", help="Language of labels and words: en, ru.")
@click.pass_obj
def diff(config: Config, /, old: str, new: str, **how: Any) -> None:
    """Say what changed between two releases, each a version in the out folder or a folder."""
    import json

    from kg.release import changes
    from kg.release.folder import release_at
    from kg.views.changes import text
    from kg.views.words import words

    before, after = release_at(config.out, old), release_at(config.out, new)
    versions = (changes.version_of(before), changes.version_of(after))
    if how["target"]:
        how["target"].mkdir(parents=True, exist_ok=True)
    told = changes.as_json(changes.compare(before, after, versions, how["target"]))
    if how["is_json"]:
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        click.echo(text(told, words(how["lang"]), how["lang"]))


@main.command("serve")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@_setting("host", "port", "timeout", "memory", "workers", "queue")
@_setting("query_size", "nesting", "answer_size", "spool")
@click.pass_obj
def serve_command(config: Config, /, files: tuple[Path, ...], **settings: Any) -> None:
    """Serve the current release over HTTP until it is stopped, or FILES of any RDF instead.

    Files are Turtle, N-Triples, N-Quads, TriG, RDF/XML or JSON-LD, also packed (.gz, .zst).
    """
    from kg.web.serve import serve

    given = {name: value for name, value in settings.items() if value is not None}
    serve(replace(config, **given), files)
