"""The routing network, from roads, railways, sea lanes and gateways to one graph."""
