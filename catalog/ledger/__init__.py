"""Dated reports as intervals: what is reported, known and carried, and until when it is fresh."""
