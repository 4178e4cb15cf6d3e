"""The words of the graph: namespaces, ids, dates, names and the terms of the data format."""
