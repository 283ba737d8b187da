"""Figures: counted quantities of gateways, ports and straits, with period, unit, source and basis."""
