"""What a browser gets from libraries: files that set-up fetched, each named here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from flask import Blueprint, send_file
from werkzeug.exceptions import NotFound

if TYPE_CHECKING:
    from flask import Response

blueprint: Final = Blueprint("parts", __name__)

FOLDER: Final = Path(__file__).parent / "browser" / "node_modules"
PARTS: Final = {
    "yasgui.js": "@zazuko/yasgui/build/yasgui.min.js",
    "yasgui.css": "@zazuko/yasgui/build/yasgui.min.css",
    "chart.js": "chart.js/dist/chart.umd.min.js",
    "cytoscape.js": "cytoscape/dist/cytoscape.esm.min.mjs",
    "leaflet.js": "leaflet/dist/leaflet-src.esm.js",
    "leaflet.css": "leaflet/dist/leaflet.css",
    "minisearch.js": "minisearch/dist/es/index.js",
    "oxigraph.js": "oxigraph/web.js",
    "oxigraph.wasm": "oxigraph/web_bg.wasm",
}
"""Files by the name under /parts/. Nothing else of a library is served."""
_TYPES: Final = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".wasm": "application/wasm",
}


@blueprint.route("/parts/<name>")
def part(name: str) -> Response:
    """Return a file of a library."""
    if name not in PARTS:
        raise NotFound(f"no part of the pages is called {name[:80]!r}")
    path = FOLDER / PARTS[name]
    if not path.is_file():
        raise NotFound("the libraries for browsers are missing here: make parts fetches them")
    return send_file(path, mimetype=_TYPES[Path(name).suffix], max_age=86400, conditional=True)
