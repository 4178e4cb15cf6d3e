"""The web side: it asks the store, and writes what the store answers in the form one asked for."""
