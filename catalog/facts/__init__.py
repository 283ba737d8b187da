"""Builders of facts as sources state them: crossings, ports, meetings, incidents, policy."""
