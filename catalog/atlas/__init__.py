"""Built data as the app reads them: datasets, names, the status of a place and what changed."""
