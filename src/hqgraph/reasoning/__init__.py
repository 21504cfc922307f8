"""What follows from the stated facts: OWL 2 RL, compiled into SPARQL, with owlrl as oracle."""

from hqgraph.reasoning.closure import close, inferred
from hqgraph.reasoning.oracle import difference
from hqgraph.reasoning.rules import Rule, compile_rules

__all__ = ["Rule", "close", "compile_rules", "difference", "inferred"]
