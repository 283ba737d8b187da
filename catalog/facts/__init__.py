"""Facts as sources state them: crossings, ports, meetings, incidents and the story."""
