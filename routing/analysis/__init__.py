"""Questions over many routes: comparison, reach, criticality, break-even, through time."""
