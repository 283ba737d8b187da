"""The printed map: extent, basemap, lines, points, symbols and names."""
