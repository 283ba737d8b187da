"""The View: what the reader asked for, its choices, filters and link."""
