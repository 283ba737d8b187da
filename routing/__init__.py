"""Graph logic: networks, closures, costs and routes. Owns no data and imports no drawing library."""
