"""Graph logic: networks, closures, costs and routes. Owns no data and imports no drawing library."""

MOST_ALTERNATIVES = 6
"""So many ways between two places are found at most."""
