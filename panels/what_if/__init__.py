"""Panels of the what-if: its terms, its routes and its other questions."""
