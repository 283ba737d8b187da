"""The story of the claims that the project started from."""
