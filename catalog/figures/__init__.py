"""Figures: counted quantities of gates, ports and straits, with period, unit, source and basis."""
