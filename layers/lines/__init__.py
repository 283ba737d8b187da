"""Routes side by side: what a route lets through, how its strand looks, where it is drawn."""
