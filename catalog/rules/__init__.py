"""Rules on the rows of the tables: what a machine can see to be wrong, inferred or told too early."""
