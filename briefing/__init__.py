"""Scenes as files: PNG, SVG, PDF, PPTX, HTML, GeoPackage, GeoJSON and Markdown."""
