"""Data files (YAML) to quads, with the line of every statement."""

from kg.read.folder import FOLDERS, Loaded, Origins, data_files, load
from kg.read.record import Record, read_record

__all__ = ["FOLDERS", "Loaded", "Origins", "Record", "data_files", "load", "read_record"]
