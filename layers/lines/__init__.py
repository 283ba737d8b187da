"""Routes side by side: what a way lets through, how its strand looks, where it is drawn."""
