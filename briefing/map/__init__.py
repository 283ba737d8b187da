"""The printed map: extent, basemap, lines, points and their symbols, names, and the what-if."""
