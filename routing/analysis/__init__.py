"""Questions over many routes: comparison, isochrones (reach), criticality, break-even, routes by day."""
