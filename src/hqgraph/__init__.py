"""hqgraph: a knowledge graph of Chinese health-policy documents that can be questioned.

    import hqgraph

    with hqgraph.build(["plans/"]) as graph:
        print(graph.query("tasks-of-agency", agency="县医保局").to_csv())

Importing the package costs nothing: what a name needs is loaded when the name
is first used.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from hqgraph.api import KnowledgeGraph, build, open
    from hqgraph.errors import HqgraphError
    from hqgraph.extraction import extract

    __version__: str

_HOMES = {
    "HqgraphError": "hqgraph.errors",
    "KnowledgeGraph": "hqgraph.api",
    "build": "hqgraph.api",
    "extract": "hqgraph.extraction",
    "open": "hqgraph.api",
}

__all__ = ["HqgraphError", "KnowledgeGraph", "__version__", "build", "extract", "open"]


def __getattr__(name: str) -> Any:
    """Load a name of the public API from its home."""
    if name == "__version__":
        from importlib.metadata import version  # noqa: PLC0415 (as heavy as all the rest)

        return version("hqgraph")
    if name not in _HOMES:
        raise AttributeError(f"module 'hqgraph' has no attribute {name!r}")
    return getattr(__import__(_HOMES[name], fromlist=[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
