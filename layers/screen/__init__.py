"""The screen: the folium map, the files that it loads, and the timeline."""
