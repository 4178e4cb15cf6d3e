"""Mappings and tables: what is refused, with its line, and what a template becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.errors import SourceError, SourcesError, UnplacedError
from kg.ingest.fill import Aids, Filler, Gap
from kg.ingest.mapping import Mapping, parse_mapping
from kg.ingest.tables import Row, Table, parse_table

if TYPE_CHECKING:
    from kg.ingest.values import Value

HEAD = """table: t.csv
columns: [no, name, parts]
key: [no]
folder: people
id: {mint: p}
tables:
  facts: {table: facts.csv, columns: [person, kind, date]}
lookups:
  kinds: {search: {type: Search, note: {en: A search.}}, none: {}, both: [a, b]}
"""
FACTS = Table(
    "facts.csv",
    ("person", "kind", "date"),
    tuple(
        Row(dict(zip(("person", "kind", "date"), values, strict=True)), line)
        for line, values in enumerate(
            [("1", "search", "2021"), ("2", "none", "2022"), ("1", "arrest", "")], start=2
        )
    ),
)
ROW: dict[str, Value] = {"no": "1", "name": "A  B", "parts": "x; y; x", "row": "7", "key": "1"}


def _mapping(text: str, head: str = HEAD) -> Mapping:
    return parse_mapping((head + text).encode(), "people", "people.yaml")


def _record(name: str, key: str) -> str | None:
    if name != "others":
        raise ValueError(f"there is no mapping {name!r}")
    return {"1": "p-4sd1q6q"}.get(key)


def _filler(text: str, **more: Value) -> Filler:
    aids = Aids({"facts": FACTS}, {"shared": {"x": "X"}}.get, _record, lambda _, __: ())  # type: ignore[arg-type]
    filler = Filler(_mapping(text), aids, {**ROW, "id": "p-4sd1q6q", **more})
    filler.scope.update({name: value for name, value in ROW.items() if name not in more})
    filler.names()
    return filler


def _filled(record: str, **more: Value) -> Value:
    indented = "\n".join(f"  {line}" for line in record.splitlines())
    filler = _filler(f"record:\n{indented}\n", **more)
    return filler.fill(filler.mapping.record)


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ("a: ${no}\nb: row ${no}, ${name | spaces}", {"a": "1", "b": "row 1, A B"}),
        ("a: ${name | matching x}\nb: B", {"b": "B"}),
        ("a: text ${name | matching x}\nb: B", {"b": "B"}),
        ("a: {b: '${name | matching x}'}\nb: B", {"b": "B"}),
        ("a: ['${name | matching x}', c]", {"a": ("c",)}),
        ("a: ${parts | split ;}", {"a": ("x", "y", "x")}),
        ("a: ${parts | split ; | first}", {"a": "x"}),
        ("a: ${parts | split ; | is y}", {"a": "y"}),
        ("a: ${#no}", None),
        ("a: ${id}${row}${key}", {"a": "p-4sd1q6q71"}),
        ("a: ${'it''s'}", {"a": "it's"}),
        ("a: [b, {$each: '${parts | split ;}', $as: x, $do: '${#x}-${x}'}]",
         {"a": ("b", "1-x", "2-y", "3-x")}),
        ("a: {$each: {rows: facts, where: {person: '${no}'}}, $as: f, $do: '${f.kind}'}",
         {"a": ("search", "arrest")}),
        ("a: {$each: {rows: facts, where: {person: ['1', '2'], kind: none}}, "
         "$as: f, $do: '${f.date}'}",
         {"a": ("2022",)}),
        ("a: {$each: {rows: facts}, $as: f, $do: {on: '${f.date}'}}",
         {"a": ({"on": "2021"}, {"on": "2022"})}),
        ("a: {$each: {rows: facts}, $as: f, $do: {id: 'x-${#f}', type: T, on: '${f.date}'}}",
         {"a": ({"id": "x-1", "type": "T", "on": "2021"},
                {"id": "x-2", "type": "T", "on": "2022"})}),
        ("a: {$when: '${no | is 1}', b: c}", {"a": {"b": "c"}}),
        ("a: {$when: ['${no | is 1}', '${no | is 2}'], b: c}\nd: e", {"d": "e"}),
        ("a: {$unless: '${no | is 1}', b: c}\nd: e", {"d": "e"}),
        ("a: {$let: {n: '${no}x'}, b: '${n}'}", {"a": {"b": "1x"}}),
        ("a: {$merge: \"${'search' | lookup kinds}\", type: Arrest}",
         {"a": {"type": "Arrest", "note": {"en": "A search."}}}),
        ("a: ${'search' | lookup kinds}",
         {"a": {"type": "Search", "note": {"en": "A search."}}}),
        ("a: ${'none' | lookup kinds}\nb: c", {"b": "c"}),
        ("a: ${'both' | lookup kinds}", {"a": ("a", "b")}),
        ("a: ${parts | split ; | known shared | unique}", {"a": "x"}),
        ("a: ${no | record others}", {"a": "p-4sd1q6q"}),
        ("a: ${row | record others}\nb: c", {"b": "c"}),
        ("a: {$first: ['${name | is x}', '${no}', d]}", {"a": "1"}),
        ("a: {$text: ['${no}', '${name | is x}', d]}", {"a": "1 d"}),
        ("a: {$list: ['${parts | split ;}', z, x]}", {"a": ("x", "y", "z")}),
    ],
)  # fmt: skip
def test_a_template_becomes(record: str, expected: Value) -> None:
    assert _filled(record) == expected


def test_a_fragment_sees_the_names_of_the_place_that_uses_it() -> None:
    filler = _filler(
        "templates:\n  cite: [{at: 'row ${no}', of: '${x}'}]\n"
        "record:\n  a: {$each: [p, q], $as: x, $do: {$use: cite}}\n  b: {$use: '${name | is n}'}\n"
    )
    assert filler.fill(filler.mapping.record) == {
        "a": ({"at": "row 1", "of": "p"}, {"at": "row 1", "of": "q"})
    }


def test_names_and_conditions_of_the_mapping() -> None:
    text = "let: {clean: '${name | spaces}', short: '${clean | find ^.}'}\n"
    hold = (
        "hold:\n  - {when: '${short | is B}', reason: first}\n"
        "  - {when: ['${short | is A}'], reason: second}\n"
    )
    filler = _filler(f"{text}{hold}record: {{a: '${{short}}'}}\n")
    assert filler.hold() == "second"
    assert filler.fill(filler.mapping.record) == {"a": "A"}


def test_a_value_without_an_entry_is_told() -> None:
    filler = _filler("record: {a: '${parts | split ; | lookup? shared | unique}'}\n")
    assert filler.fill(filler.mapping.record) == {"a": "X"}
    assert filler.gaps == [Gap("shared", "y", 7)]


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ("a: ${name | lookup kinds}", "has no entry in the lookup kinds"),
        ("a: ${name | lookup nowhere}", "there is no lookup 'nowhere'"),
        ("a: ${name | lookup}", "takes the name of a lookup"),
        ("a: ${name | record nothing}", "there is no mapping 'nothing'"),
        ("a: ${name | date}", "is not a date"),
        ("a: ${name | unplaced 'this one'}", "this one"),
    ],
)
def test_what_cannot_be_placed_has_a_reason(record: str, message: str) -> None:
    with pytest.raises(UnplacedError, match=message):
        _filled(record)


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ("a: x ${parts | split ;}", "a list or fragment stands inside a longer text"),
        ("a: {$merge: '${no}', b: c}", "takes a fragment"),
        ("a: {$use: '${no}'}", "`templates` has no '1'"),
        ("a: ${no.column}", "has no column `column`"),
    ],
)
def test_a_fault_of_the_mapping_has_a_line(record: str, message: str) -> None:
    with pytest.raises(SourceError, match=message) as caught:
        _filled(record)
    assert caught.value.where.path == "people.yaml"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("record: {a: '${nobody}'}", 10, "there is no column or name `nobody`"),
        ("record: {a: '${no | dance}'}", 10, "there is no step `dance`"),
        ("record: {a: '${no | is @x.y}'}", 10, "there is no column or name `x`"),
        ("record: {a: '${no'}", 10, "a hole is not closed"),
        ("record: {$dance: a}", 10, "`\\$dance` is no word of a mapping"),
        ("record: {$each: a, $do: b}", 10, "`\\$each` has `\\$as`"),
        ("record: {$each: a, $as: no, $do: b}", 10, "is already a column or a name"),
        ("record: {$let: {no: a}, b: c}", 10, "is already a column or a name"),
        ("record: {$let: [a], b: c}", 10, "is a mapping of names"),
        ("record: {$first: [a], b: c}", 10, "cannot stand beside"),
        ("record: {$use: nothing}", 10, "`templates` has no `nothing`"),
        ("record: {a: {$each: {rows: none}, $as: f, $do: b}}", 10, "`rows` names one of facts"),
        ("record: {a: {$each: {rows: facts, where: {x: b}}, $as: f, $do: b}}", 10, "no column `x`"),
        ("record: {a: {$each: {rows: facts, whre: {}}, $as: f, $do: b}}", 10, "a query has"),
        ("record: {a: {$each: {rows: facts}, $as: f, $do: '${f.x}'}}", 10, "has no column `x`"),
        ("record: {a: b}\nhold: {when: a}", 11, "`hold` is a list"),
        ("record: {a: b}\nhold:\n  - {when: a}", 12, "has `when` and `reason`"),
        ("record: {a: b}\nafter: others", 11, "is a list"),
        ("record: {a: b}\ngroup: maybe", 11, "is `yes`, or left out"),
        ("record: {a: b}\nfoldr: people", 11, "`foldr` is no key of a mapping"),
        ("record: {a: b}\ntemplates: [a]", 11, "is a mapping"),
    ],
)  # fmt: skip
def test_a_mapping_that_cannot_be_meant_is_an_error_with_its_line(
    text: str, line: int, message: str
) -> None:
    with pytest.raises(SourceError, match=message) as caught:
        _mapping(text)
    assert caught.value.where.line == line


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("folder: people", "folder: nowhere", "`folder` is one of cases"),
        ("{mint: p}", "{mint: z}", "`id` is a text or"),
        ("key: [no]", "key: [number]", "has no column `number`"),
        ("[no, name, parts]", "[no, name, parts, id]", "no column may be called `id`"),
        ("table: t.csv\n", "", "`table` is missing"),
        ("facts: {table: facts.csv, columns: [person, kind, date]}", "facts: a", "is a mapping"),
        ("facts: {table: facts.csv,", "facts: {file: facts.csv,", "a table has `table`"),
    ],
)
def test_the_head_of_a_mapping_is_checked(old: str, new: str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        _mapping("record: {a: b}", HEAD.replace(old, new))


def test_a_table_keeps_the_line_on_which_each_row_begins() -> None:
    table = parse_table(b'a,b\n1,"x\ny"\n\n2,z\n', "t.csv", ["a", "b"])
    assert [(row.line, row.values) for row in table.rows] == [
        (2, {"a": "1", "b": "x\ny"}),
        (5, {"a": "2", "b": "z"}),
    ]
    assert table.where(("a",), ("2",)) == (table.rows[1],)
    assert table.where(("a",), ("3",)) == ()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "t.csv:1: the table is empty"),
        (b"a,b\n1,\xff\n", "t.csv:2: not UTF-8"),
        (b"a,c\n1,2\n", "t.csv:1: .*missing: b; unknown: c"),
        (b"a,a\n1,2\n", "t.csv:1: .*twice: a; missing: b"),
        (b"b,a\n1,2\n", "t.csv:1: .*another order"),
        (b"a,b\n1,2,3\n1\n", "t.csv:2: 3 values under 2 columns\nt.csv:3: 1 values"),
        (b'a,b\n1,"2" 3\n', "t.csv:2: not CSV"),
        (b'a,b\n1,"2\n', "t.csv:2: not CSV"),
    ],
)
def test_a_table_that_is_not_as_it_should_be_is_an_error(content: bytes, message: str) -> None:
    with pytest.raises(SourcesError, match=message):
        parse_table(content, "t.csv", ["a", "b"])
