"""Origins, schemas, importers and the build from ``data/sources`` to ``data/geo``."""
