"""The keeper: the process that loads a release once, and sees to it that there is an engine host.

It forks the host and does nothing but wait, so it does not fall; a host that does is forked again
within milliseconds, and callers that connect meanwhile wait in the socket's queue.
"""

from __future__ import annotations

import gc
import os
import select
import signal
import socket
import sys
import traceback
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from kg.engine import data as release
from kg.engine.host import Host
from kg.engine.limits import Limits
from kg.engine.worker import end_with_parent
from kg.errors import KgError

if TYPE_CHECKING:
    from kg.engine.data import Data


def main(arguments: list[str]) -> int:
    """Return the exit code of a keeper that served one release until its parent went.

    Arguments are the path of the socket, the limits, and the release's folder or other files.
    Says `ready` on its standard output, or what is wrong.
    """
    path, limits, *sources = arguments
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it and closes our input
    try:
        data = release.load([Path(source) for source in sources])
    except KgError as error:
        sys.stdout.write(f"{error}".replace("\n", " ") + "\n")
        return error.exit_code
    gc.collect()
    gc.freeze()  # what is shared with workers is not to be touched by their collectors
    with socket.socket(socket.AF_UNIX) as listener:
        with suppress(FileNotFoundError):
            Path(path).unlink()  # of a keeper before us
        listener.bind(path)
        listener.listen(1024)
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        _keep(data, listener, Limits.from_json(limits))
    return 0


def _keep(data: Data, listener: socket.socket, limits: Limits) -> None:
    """Have a host serve until our input closes."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    while True:
        ended, ending = os.pipe()  # each learns of the other's end by the end of its pipe
        alive, living = os.pipe()
        pid = os.fork()
        if not pid:
            os.close(ending)
            os.close(alive)
            _serve(data, listener, limits, ended)
        os.close(ended)
        os.close(living)
        try:
            ready, _, _ = select.select([sys.stdin.fileno(), alive], [], [])
        finally:
            os.close(ending)
            os.close(alive)
            os.waitpid(pid, 0)
        if sys.stdin.fileno() in ready:
            return


def _serve(data: Data, listener: socket.socket, limits: Limits, parent: int) -> None:
    """Be the host until the keeper ends; does not return."""
    end_with_parent()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        host = Host(data, listener, limits)
        try:
            host.run(parent)
        finally:
            host.close()
    finally:
        if sys.exc_info()[0]:
            traceback.print_exc()
        os._exit(0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
