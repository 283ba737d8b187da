"""The what-if of a View: its question, its answer, and how both are drawn."""
