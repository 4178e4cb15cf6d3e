"""Polpros: an open knowledge graph of politically motivated prosecutions."""
