"""Which files the paths that somebody gives mean, and why a file was left out."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from hqgraph.errors import HqgraphError, ReadError
from hqgraph.messages import readable, say
from hqgraph.reading import suffixes, why_unreadable

_MOST_NAMED = 3
_OF_THE_SYSTEM = frozenset({"Thumbs.db", "desktop.ini"})


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
    ``count`` is how many files there were, if not as many as ``failures``; ``key``
    is the sentence.
    """

    def __init__(
        self,
        failures: Iterable[Failure],
        count: int | None = None,
        key: str = "pipeline.nothing",
        passed: Iterable[PassedOver] = (),
    ) -> None:
        files = tuple(failures)
        self.failures = (*passed, *files)
        super().__init__(key, count=len(files) if count is None else count)


@dataclass(frozen=True, slots=True)
class PassedOver:
    """What of a folder was not even tried, by reason. Printed, it is one line."""

    folder: Path
    files: dict[str, list[Path]]

    def __str__(self) -> str:
        parts = [self._part(why, files) for why, files in sorted(self.files.items())]
        return say(
            "sources.passed-over",
            path=self.folder,
            count=sum(map(len, self.files.values())),
            parts=say("sources.separator").join(parts),
        )

    def _part(self, why: str, files: list[Path]) -> str:
        named = sorted(files, key=by_name)[:_MOST_NAMED]
        names = say("sources.comma").join(readable(file.name) for file in named)
        if len(files) > len(named):
            names = say("sources.more", names=names)
        return say("sources.part", why=say(f"sources.is-{why}"), count=len(files), names=names)


@dataclass(frozen=True, slots=True)
class Found:
    """The files that paths mean, sorted by name; paths that mean none; what was passed over."""

    files: list[Path]
    failures: list[Failure]
    passed: list[PassedOver]


def find_files(paths: Iterable[Path | str]) -> Found:
    """Return the files that the paths mean, sorted by name, each once.

    A pattern that the shell left alone is expanded. In folders, hidden files, README
    files and the lock files of office programs are left aside without a word. A file
    whose name promises nothing is taken where its bytes do; no link to a folder is
    followed, and of one that leads out of the given folder that is told.
    """
    found: dict[Path, Path] = {}
    failures: list[Failure] = []
    passed: list[PassedOver] = []
    for path in (one for given in paths for one in _expanded(Path(given))):
        over: dict[str, list[Path]] = {}
        inside = list(_walk(path, over)) if path.is_dir() else [path]
        if over:
            passed.append(PassedOver(path, over))
        if not inside:
            error = ReadError("pipeline.empty-folder", path=path, known=" ".join(suffixes()))
            failures.append(Failure(path, error))
        for file in inside:
            found.setdefault(file.resolve(), file)
    return Found([found[key] for key in sorted(found, key=by_name)], failures, passed)


def by_name(path: Path) -> tuple[str, str]:
    """Return what files are sorted by: the name, then the folders."""
    return path.name, path.as_posix()


def _expanded(path: Path) -> list[Path]:
    """Return the files that a pattern (plans/*.docx) means where no shell expanded it."""
    if not glob.has_magic(str(path)) or path.exists():
        return [path]
    return [Path(found) for found in sorted(glob.glob(str(path)))]  # noqa: PTH207 or [path]


def _walk(folder: Path, over: dict[str, list[Path]]) -> Iterator[Path]:
    """Yield the files of a folder that may be read; add the others to ``over``, by reason."""
    for path in folder.rglob("*"):
        inner = path.relative_to(folder).parts
        hidden = any(part.startswith((".", "~$")) for part in inner) or path.stem == "README"
        if hidden or path.name in _OF_THE_SYSTEM:
            continue
        why = _why_not(path, folder)
        if why:
            over.setdefault(why, []).append(path)
        elif why is None:
            yield path


def _why_not(path: Path, folder: Path) -> str | None:
    """Return why a path is passed over, ``None`` for a file to read, nothing for a folder."""
    if path.is_dir():
        leaves = path.is_symlink() and not path.resolve().is_relative_to(folder.resolve())
        return "link" if leaves else ""
    if path.suffix.lower() in suffixes():
        return None if path.is_file() else "link" if path.is_symlink() else "special"
    return why_unreadable(path)
