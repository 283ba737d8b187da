"""Is a file what its View gives, and who signed it."""
