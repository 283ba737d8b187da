"""The View: what the reader asked for, in parts, with its choices, filters and link."""
