"""The Scene: what a View shows on its day, as of a day of knowledge, with cards, legend and comparison."""
