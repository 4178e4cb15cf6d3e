"""Validating a few files against data that was examined before, without examining all of it.

A full run leaves in the cache what it read and what followed from it (`kept`). The next run looks
which files have changed since, lets the closure follow the change (`kg.reason.stored`), runs the
closed-world rules over all data, and evaluates the shapes on the nodes of the files asked for. The
findings are those of a full run for these files. Whatever is out of the ordinary (a file that is
no record, an id that nothing defines, a contradiction, too many changes) is left to a full run.
"""

from kg.recheck.files import recheck
from kg.recheck.kept import keep

__all__ = ["keep", "recheck"]
