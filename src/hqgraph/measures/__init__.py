"""Measures of the networks in a store: who is cited most, what hangs together, who joins it."""

from hqgraph.measures.network import NetworkMeasures, network_measures

__all__ = ["NetworkMeasures", "network_measures"]
