"""The Scene: what a View shows on its day, with cards, legend and comparison."""
