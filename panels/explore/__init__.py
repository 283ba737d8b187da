"""Answers beside the map that explore the facts: status, changes, talks, incidents, flows, table, story."""
