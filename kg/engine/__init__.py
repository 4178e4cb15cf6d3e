"""All that knows a query engine; `store.Store` is the one door."""
