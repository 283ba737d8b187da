"""Built data as the app reads them: datasets, the gazetteer, the status of a place and what changed."""
