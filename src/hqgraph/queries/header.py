"""The header of a query file: lines that begin with ``#+``, indented like YAML.

Only what is needed: ``key: value`` with nesting by indentation, every value a
string. Lines without ``#+`` end the header.
"""

from __future__ import annotations

from hqgraph.errors import QueryError

MARK = "#+"

Header = dict[str, "str | Header"]


def parse_header(text: str, where: str) -> Header:
    """Return the header of a query text as nested mappings of strings.

    Raises QueryError naming ``where`` and the line that is not ``key: value``,
    is indented under a value, or repeats a key.
    """
    root: Header = {}
    open_levels: list[tuple[int, Header]] = [(-1, root)]
    for line in text.splitlines():
        if not line.startswith(MARK):
            break
        content = line.removeprefix(MARK)
        if not content.strip():
            continue
        indent = len(content) - len(content.lstrip())
        key, colon, value = content.strip().partition(":")
        while open_levels[-1][0] >= indent:
            open_levels.pop()
        parent = open_levels[-1][1]
        if not colon or key in parent:
            raise QueryError("queries.header", where=where, line=line)
        if value.strip():
            parent[key] = value.strip()
            continue
        parent[key] = below = Header()
        open_levels.append((indent, below))
    return root


def body_of(text: str) -> str:
    """Return a query text without its header."""
    lines = text.splitlines()
    start = next((n for n, line in enumerate(lines) if not line.startswith(MARK)), len(lines))
    return "\n".join(lines[start:]).strip() + "\n"
