"""The command line of routing."""
