"""Costs of passing an edge in money and hours, and the parameters behind them."""
