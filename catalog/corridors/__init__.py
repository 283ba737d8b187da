"""Corridors: waypoints, the lines traced along the network, and what may pass on a day."""
