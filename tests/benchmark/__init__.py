"""Measures our endpoint beside other servers: `make bench`. Prints figures, asserts nothing."""
