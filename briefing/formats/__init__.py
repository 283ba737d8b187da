"""One module for each kind of file that a Scene becomes."""
