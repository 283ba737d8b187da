"""The graph as arrays: nodes, edges, closures and incidents near its edges."""
