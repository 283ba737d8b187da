"""The record as a list of facts: samples of it to be checked again, and shares of how we have them."""
