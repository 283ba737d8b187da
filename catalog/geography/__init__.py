"""Geography: land, boundaries and context from one coverage of polygons."""
