from __future__ import annotations

from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import pytest

from kg.config import PREFIX, Config, from_environ
from kg.errors import ConfigError


def test_without_variables_every_setting_has_its_default() -> None:
    assert from_environ({}) == Config()


def test_defaults_lie_in_the_project_and_on_this_machine_only() -> None:
    config = Config()
    root = Path(__file__).resolve().parents[2]
    folders = (config.data, config.ontology, config.shapes, config.out, config.cache)
    assert {folder.parent for folder in folders} == {root}
    assert (config.host, config.port) == ("127.0.0.1", 8000)
    assert config.timeout > 0


def test_a_variable_takes_the_place_of_a_default() -> None:
    environ = {"KG_DATA": "/srv/data", "KG_PORT": "8080", "KG_TIMEOUT": "2.5", "KG_HOST": "::1"}
    config = from_environ(environ)
    assert config == Config(data=Path("/srv/data"), port=8080, timeout=2.5, host="::1")


@pytest.mark.parametrize("name", [field.name for field in fields(Config)])
def test_every_setting_has_a_variable_of_its_own_kind(name: str) -> None:
    default = getattr(Config(), name)
    assert getattr(from_environ({f"{PREFIX}{name.upper()}": str(default)}), name) == default


def test_other_variables_are_none_of_our_business() -> None:
    assert from_environ({"HOME": "", "PORT": "1", "kg_port": "2", "XKG_PORT": "3"}) == Config()


@pytest.mark.parametrize("name", ["KG_PROT", "KG_", "KG_port ", "KG_PREFIX"])
def test_an_unknown_setting_is_refused_and_the_known_ones_named(name: str) -> None:
    with pytest.raises(ConfigError, match="is not a setting; the settings are KG_DATA, KG_ONTOLOG"):
        from_environ({name: "1"})


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("KG_LINKS", "none", "KG_LINKS='none' is none of linked, plain"),
        ("KG_PORT", "http", "KG_PORT='http' is not a whole number"),
        ("KG_PORT", "80.5", "KG_PORT='80.5' is not a whole number"),
        ("KG_TIMEOUT", "soon", "KG_TIMEOUT='soon' is not a number"),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused(name: str, text: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        from_environ({name: text})


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        Config().port = 1  # type: ignore[misc]  # that is the point


def test_a_wrong_setting_ends_the_program_with_2() -> None:
    assert ConfigError.exit_code == 2
