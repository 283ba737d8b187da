"""The session: state, widgets, what all sessions share, and the guard around a panel."""
