"""The command that lets an agent use a store: mcp."""

from __future__ import annotations

from pathlib import Path

from hqgraph.errors import UsageError


def mcp(store: Path) -> None:
    """Serve a store to an agent over stdin and stdout."""
    try:
        from hqgraph.mcp.server import make_server  # noqa: PLC0415
    except ImportError as error:
        if (error.name or "").split(".")[0] == "hqgraph":
            raise
        raise UsageError("queries.missing-package", package='"hqgraph[mcp]"') from error
    import hqgraph  # noqa: PLC0415

    with hqgraph.open(store) as graph:
        make_server(graph).run("stdio")
