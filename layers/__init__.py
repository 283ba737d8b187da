"""View, Scene, the registry of layers with their styles, and the renderer for folium."""
