"""The app beside the plain way of writing it and beside an empty page, measured in one run."""
