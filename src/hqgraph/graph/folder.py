"""The store's folder: a stamp that names the current generation, and the generations.

    STORE/hqgraph.json     format version, pyoxigraph version, ontology digest, "current"
    STORE/gen-000001/      one finished RocksDB folder, never written again
    STORE/.lock            held by the one writer

Replacing ``hqgraph.json`` is the one step that makes a new generation current:
stamp and pointer cannot disagree.
"""

from __future__ import annotations

import json
import os

import pyoxigraph

from hqgraph.errors import StoreError
from hqgraph.graph.lease import remove_unless_read
from hqgraph.records import fields_of, record
from hqgraph.resources import read, resource

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

FORMAT_VERSION = 1
"""Raised whenever older stores can no longer be read."""

STAMP = "hqgraph.json"
LOCK = ".lock"
_NEW_STAMP = "hqgraph.json.new"
_GENERATION, _DIGITS, _OLD = "gen-", 6, ".old"


@record
class Stamp:
    """What a store says of itself. ``ontology`` is the SHA-256 of ``hqgraph.ttl``."""

    format: int
    pyoxigraph: str
    ontology: str
    current: str


def new_stamp(generation: str) -> Stamp:
    """Return the stamp of a generation that this installation of hqgraph writes."""
    import hashlib  # noqa: PLC0415 (readers do without)

    ontology = resource("ontology", "hqgraph.ttl").read_bytes()
    digest = hashlib.sha256(ontology).hexdigest()
    return Stamp(FORMAT_VERSION, pyoxigraph.__version__, digest, generation)


def read_stamp(path: Path | str) -> Stamp:
    """Read a store's stamp.

    Raises StoreError where there is no store, where the stamp cannot be read,
    and where the store was written in another format.
    """
    try:
        fields = json.loads(read(inside(path, STAMP)))
        version = fields["format"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _no_stamp(path) from error
    if version != FORMAT_VERSION:
        raise StoreError("graph.format", path=path, found=version, known=FORMAT_VERSION)
    stamp = _stamp(fields, path)
    if _series(stamp.pyoxigraph) != _series(pyoxigraph.__version__):
        raise StoreError(
            "graph.engine", path=path, found=stamp.pyoxigraph, known=pyoxigraph.__version__
        )
    return stamp


def inside(path: Path | str, name: str) -> str:
    """Return the path of what lies in a store's folder, for those who do without ``pathlib``."""
    return os.path.join(path, name)  # noqa: PTH118


def _no_stamp(path: Path | str) -> StoreError:
    """Return the error for a stamp that is not there, or cannot be read."""
    from pathlib import Path  # noqa: PLC0415 (a good store does without)

    folder = Path(path)
    if not folder.exists():
        return StoreError("graph.missing", path=folder)
    if not (folder / STAMP).is_file():
        return StoreError("graph.no-store", path=folder)
    return StoreError("graph.broken", path=folder, why=STAMP)


def write_stamp(folder: Path, stamp: Stamp) -> None:
    """Make a generation the current one, in one step that survives a crash."""
    fresh = folder / _NEW_STAMP
    with fresh.open("w", encoding="utf-8", newline="\n") as handle:
        handle.write(json.dumps(fields_of(stamp), indent=2) + "\n")
        handle.flush()
        os.fsync(handle.fileno())
    fresh.replace(folder / STAMP)


def next_generation(folder: Path) -> str:
    """Return the name of a generation that does not exist yet."""
    taken = [int(digits) for digits in map(_digits, _names(folder)) if digits]
    return f"{_GENERATION}{max(taken, default=0) + 1:0{_DIGITS}d}"


def current_generation(folder: Path) -> str | None:
    """Return the generation that the stamp names, whatever its format; None without a stamp.

    A stamp that cannot be read names none either: then its generation is given up.
    """
    try:
        current = json.loads((folder / STAMP).read_text(encoding="utf-8"))["current"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return current if isinstance(current, str) else None


def sweep(folder: Path, keep: str | None) -> None:
    """Remove all generations but ``keep`` that nobody reads: old ones and half ones."""
    for name in _names(folder):
        if name != keep and _digits(name):
            remove_unless_read(folder / name)


def is_ours(folder: Path) -> bool:
    """Tell whether a build may write here: nothing there, or nothing but a store's own files."""
    if not folder.exists():
        return True
    if not folder.is_dir():
        return False
    names = set(_names(folder))
    if STAMP in names:
        return True
    rest = names - {LOCK, _NEW_STAMP}
    return all(map(_digits, rest))


def _stamp(fields: dict[str, object], path: Path | str) -> Stamp:
    try:
        stamp = Stamp(**fields)  # type: ignore[arg-type]
    except TypeError as error:
        raise StoreError("graph.broken", path=path, why=STAMP) from error
    texts = isinstance(stamp.current, str) and isinstance(stamp.pyoxigraph, str)
    if not texts or not _digits(stamp.current):
        raise StoreError("graph.broken", path=path, why=STAMP)
    return stamp


def _digits(name: str) -> str:
    """Return the number in the name of a generation, nothing where it is the name of none."""
    digits = name[len(_GENERATION) :].removesuffix(_OLD)
    good = name.startswith(_GENERATION) and len(digits) == _DIGITS and digits.isdecimal()
    return digits if good else ""


def _series(version: str) -> list[str]:
    """Return major and minor version: RocksDB's layout may change between those."""
    return version.split(".")[:2]


def _names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())
