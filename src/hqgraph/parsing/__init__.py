"""Text to Policy: header, outline, duty forms, deadlines, targets, citations, names."""

from hqgraph.parsing.contract import as_json
from hqgraph.parsing.policy import parse

__all__ = ["as_json", "parse"]
