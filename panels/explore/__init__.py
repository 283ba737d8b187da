"""Panels under the map that explore the facts: changes, incidents, talks, story, table."""
