"""The order of imports (ARCHITECTURE.md, *The house when it is full*), read off the source.

A room is a folder or a file of `kg/`. It imports from floors below its own; its files import
each other in one order, so no two of them can need one another.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

KG = Path(__file__).resolve().parent.parent / "kg"

FLOORS = {
    "errors": 1,
    "model": 2, "config": 2, "formats": 2,
    "read": 3, "reason": 3, "check": 3, "release": 3, "views": 3,
    "engine": 4, "build": 4, "link": 4, "ingest": 4, "locale": 4,
    "web": 5, "draft": 5, "recheck": 5,
    "site": 6,
    "cli": 7,
    "__main__": 8,
}  # fmt: skip

# Packages that are at home in some rooms only; whatever is not named here is free to all.
HOMES = {
    "rdflib": {"check", "reason"},
    "pyshacl": {"check"},
    "owlrl": {"reason"},
    "flask": {"web", "site"},
    "flask_babel": {"web"},
    "babel": {"views", "locale"},
    "click": {"cli"},
    "rich": {"cli"},
    "random": set[str](),
    "secrets": {"cli"},
    "uuid": set[str](),
}

Sources = Mapping[str, str]
"""Dotted name of a module → its text; a package has the name of its folder."""


def sources(folder: Path) -> dict[str, str]:
    found = {}
    for path in sorted(folder.rglob("*.py")):
        parts = path.relative_to(folder.parent).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = path.read_text(encoding="utf-8")
    return found


def imported(text: str) -> Iterator[tuple[str, str | None]]:
    """Yield `(module, name or None)` for every import, inside functions and type checks too."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, None) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written from the root: from kg.model import …"
            yield from ((node.module or "", alias.name) for alias in node.names)


def edges(modules: Sources) -> dict[str, set[str]]:
    """Return for each module those of `modules` it imports."""
    graph: dict[str, set[str]] = {}
    for module, text in modules.items():
        graph[module] = set()
        for name, part in imported(text):
            whole = f"{name}.{part}"
            target = whole if part and whole in modules else name
            if target in modules and target != module:
                graph[module].add(target)
    return graph


def room(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def climbs(modules: Sources) -> list[str]:
    """Return the imports that do not go down, `a → b` each."""
    return [
        f"{module} → {target}"
        for module, targets in sorted(edges(modules).items())
        for target in sorted(targets)
        if room(target) != room(module)
        and FLOORS.get(room(target), 0) >= FLOORS.get(room(module), 0)
    ]


def circle(modules: Sources) -> list[str]:
    """Return the modules of one circle of imports, or nothing."""
    try:
        TopologicalSorter(edges(modules)).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def strangers(modules: Sources) -> list[str]:
    """Return the imports of packages that are at home in other rooms, `a → b` each."""
    return [
        f"{module} → {name}"
        for module, text in sorted(modules.items())
        for name in sorted({name.split(".")[0] for name, _ in imported(text)})
        if name in HOMES and room(module) not in HOMES[name]
    ]


def linked_blueprints(modules: Sources) -> list[str]:
    """Return the imports of one module that makes a blueprint by another, `a → b` each."""
    blueprints = {name for name, text in modules.items() if makes_blueprint(text)}
    return [
        f"{module} → {target}"
        for module, targets in sorted(edges(modules).items())
        for target in sorted(targets & blueprints)
        if module in blueprints
    ]


def makes_blueprint(text: str) -> bool:
    calls = (node.func for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call))
    return any(ast.unparse(call).split(".")[-1] == "Blueprint" for call in calls)


HOUSE = sources(KG)


def test_the_house_is_not_empty() -> None:
    assert {"kg", "kg.errors", "kg.config", "kg.model.ns"} <= set(HOUSE)
    assert "kg.errors" in edges(HOUSE)["kg.config"]


def test_every_room_has_a_floor() -> None:
    assert {room(module) for module in HOUSE} - {""} <= set(FLOORS)


def test_imports_go_down() -> None:
    assert climbs(HOUSE) == []


def test_no_imports_go_in_a_circle() -> None:
    assert circle(HOUSE) == []


def test_packages_stay_in_their_rooms() -> None:
    assert strangers(HOUSE) == []


def test_blueprints_do_not_import_each_other() -> None:
    assert linked_blueprints(HOUSE) == []


WEB = {"kg.web": "", "kg.web.app": "from kg.web import search", "kg.web.search": "Blueprint('s')"}


@pytest.mark.parametrize(
    ("module", "text"),
    [
        ("kg.errors", "import kg.config"),
        ("kg.read.folder", "from kg.engine.store import Store"),
        ("kg.read.folder", "from kg import cli"),
        ("kg.read.folder", "def late():\n    from kg.cli import main"),
        ("kg.read.folder", "if TYPE_CHECKING:\n    from kg.build import Build"),
        ("kg.read.folder", "from kg.reason import infer"),
        ("kg", "from kg.errors import KgError"),
    ],
)
def test_a_climb_is_seen(module: str, text: str) -> None:
    rest = ["kg", "kg.errors", "kg.config", "kg.cli", "kg.build", "kg.reason", "kg.engine.store"]
    assert len(climbs(dict.fromkeys(rest, "") | {module: text})) == 1


def test_a_step_down_is_no_climb() -> None:
    assert climbs({"kg.cli": "from kg.web.app import create_app", "kg.web.app": ""}) == []


def test_a_circle_in_a_room_is_seen() -> None:
    modules = {"kg.read.a": "from kg.read import b", "kg.read.b": "from kg.read.a import x"}
    assert set(circle(modules)) == {"kg.read.a", "kg.read.b"}


def test_a_room_that_exports_what_its_files_hold_is_no_circle() -> None:
    modules = {"kg.read": "from kg.read.a import x", "kg.read.a": "from kg.read import b"}
    assert circle(modules | {"kg.read.b": ""}) == []


def test_a_package_in_the_wrong_room_is_seen() -> None:
    modules = {"kg.views.record": "from rdflib.term import URIRef", "kg.reason.x": "import rdflib"}
    assert strangers(modules) == ["kg.views.record → rdflib"]


def test_linked_blueprints_are_seen() -> None:
    other = {"kg.web.browse": "from kg.web.search import find\nflask.Blueprint('b', __name__)"}
    assert linked_blueprints(WEB) == []
    assert linked_blueprints(WEB | other) == ["kg.web.browse → kg.web.search"]
