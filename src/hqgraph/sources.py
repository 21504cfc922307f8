"""Which files the paths that somebody gives mean, and why a file was left out."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from hqgraph.errors import HqgraphError, ReadError
from hqgraph.messages import say
from hqgraph.reading import suffixes


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that was left out, and why. Printed, it is one line that names the file."""

    path: Path
    error: HqgraphError

    def __str__(self) -> str:
        if "path" in self.error.values:
            return str(self.error)
        return say("pipeline.left-out", path=self.path, why=self.error)


class NothingReadError(HqgraphError):
    """Not one of the files could be read.

    ``failures`` says why, file by file, as far as that was not said already;
    ``count`` is how many files there were, if not as many as ``failures``.
    """

    def __init__(self, failures: Iterable[Failure], count: int | None = None) -> None:
        self.failures = tuple(failures)
        super().__init__("pipeline.nothing", count=len(self.failures) if count is None else count)


def find_files(paths: Iterable[Path | str]) -> tuple[list[Path], list[Failure]]:
    """Return the files that the paths mean, sorted by name, each once; and what means none.

    A pattern that the shell left alone is expanded. Hidden files, README files and
    the lock files of office programs are passed over in folders.
    """
    found: dict[Path, Path] = {}
    failures: list[Failure] = []
    for path in (one for given in paths for one in _expanded(Path(given))):
        inside = list(_walk(path)) if path.is_dir() else [path]
        if not inside:
            error = ReadError("pipeline.empty-folder", path=path, known=" ".join(suffixes()))
            failures.append(Failure(path, error))
        for file in inside:
            found.setdefault(file.resolve(), file)
    return [found[key] for key in sorted(found, key=by_name)], failures


def by_name(path: Path) -> tuple[str, str]:
    """Return what files are sorted by: the name, then the folders."""
    return path.name, path.as_posix()


def _expanded(path: Path) -> list[Path]:
    """Return the files that a pattern (plans/*.docx) means where no shell expanded it."""
    if not glob.has_magic(str(path)) or path.exists():
        return [path]
    return [Path(found) for found in sorted(glob.glob(str(path)))]  # noqa: PTH207 or [path]


def _walk(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        inner = path.relative_to(folder).parts
        hidden = any(part.startswith((".", "~$")) for part in inner) or path.stem == "README"
        if not hidden and path.suffix.lower() in suffixes() and path.is_file():
            yield path
