"""Linking: our records to names and tables of others."""
