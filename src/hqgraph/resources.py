"""Where the files that people edit live: ontology, queries and seeds.

In a checkout they stand at the top of the repository; in an installed wheel
they are package data under ``hqgraph/_data``. Nothing else in hqgraph knows
the difference.

What every command reads at its start is read with :func:`read` and :func:`beside`:
``pathlib`` would have to be imported first.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path


def resource(*parts: str) -> Path:
    """Return the path of a shipped file or folder.

    ``resource("ontology", "hqgraph.ttl")`` is the ontology file, wherever
    hqgraph runs from. Raises FileNotFoundError when the installation is broken.
    """
    from pathlib import Path  # noqa: PLC0415 (it takes a quarter of the time of an answer)

    package = Path(__file__).resolve().parent
    for root in (package / "_data", package.parents[1]):
        candidate = root.joinpath(*parts)
        if candidate.exists():
            return candidate
    raise FileNotFoundError(f"hqgraph is installed without {'/'.join(parts)}; reinstall it")


def beside(module: str, *parts: str) -> str:
    """Return the path of a file that lies beside a module, whose ``__file__`` is given."""
    return os.path.join(os.path.dirname(module), *parts)  # noqa: PTH118, PTH120


def read(path: str | os.PathLike[str]) -> bytes:
    """Return what a file holds. Raises OSError where it cannot be read."""
    with open(path, "rb") as handle:  # noqa: PTH123
        return handle.read()
