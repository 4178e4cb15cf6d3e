"""The translations of the interface: one catalogue for each language; see kg/views/words.py."""
