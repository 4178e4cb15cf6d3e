"""Releases: from what a build made to a folder of dumps, description, index and checksums."""
