"""Runs the W3C SPARQL query tests in process and over HTTP."""
