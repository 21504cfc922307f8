"""The catalogue of named queries, and the one way to run them and any other SPARQL."""

from hqgraph.queries.library import Column, NamedQuery, Parameter, catalogue, named
from hqgraph.queries.result import Result
from hqgraph.queries.run import Prepared, prepare, run

__all__ = [
    "Column",
    "NamedQuery",
    "Parameter",
    "Prepared",
    "Result",
    "catalogue",
    "named",
    "prepare",
    "run",
]
