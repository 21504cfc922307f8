"""Where the files that people edit live: ontology, queries and seeds.

In a checkout they stand at the top of the repository; in an installed wheel
they are package data under ``hqgraph/_data``. Nothing else in hqgraph knows
the difference.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource(*parts: str) -> Path:
    """Return the path of a shipped file or folder.

    ``resource("ontology", "hqgraph.ttl")`` is the ontology file, wherever
    hqgraph runs from. Raises FileNotFoundError when the installation is broken.
    """
    for root in (_PACKAGE / "_data", _PACKAGE.parents[1]):
        candidate = root.joinpath(*parts)
        if candidate.exists():
            return candidate
    raise FileNotFoundError(f"hqgraph is installed without {'/'.join(parts)}; reinstall it")
