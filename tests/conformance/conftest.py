"""One server for all tables that ask it only what leaves it as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.release.folder import switch
from tests.conformance.endpoint import TIMEOUT, Endpoint, served
from tests.small_release import write_release

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    out = tmp_path_factory.mktemp("served")
    write_release(out)
    with served(out, timeout=TIMEOUT) as server:
        yield server


@pytest.fixture(scope="session")
def real_endpoint(real_release: Path) -> Iterator[Endpoint]:
    """Yield a server of the release of the real data."""
    switch(real_release.parent, real_release.name)
    with served(real_release.parent) as server:
        yield server
