"""Shortest paths: query, search, routes, alternatives, and a route in words."""
