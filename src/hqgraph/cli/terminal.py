"""What the commands write with: tables and trees for people, lines for programs, a progress bar."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from hqgraph.errors import StoreError
from hqgraph.messages import say

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from hqgraph.extraction import Progress
    from hqgraph.pipeline import BuildReport

PIPE_WIDTH = 100
"""How wide a page is that nobody's terminal shows."""
_SHORT = 12
"""Columns up to this width are not broken into lines."""


def out(text: str) -> None:
    """Write data, without adding anything."""
    sys.stdout.write(text)


def json(value: object) -> None:
    """Write data as JSON."""
    from json import dumps  # noqa: PLC0415 (a table does without)

    out(dumps(value, ensure_ascii=False, indent=1) + "\n")


def words(text: str) -> None:
    """Write a line for the person at the terminal."""
    print(text, file=sys.stderr)  # noqa: T201


def console() -> Console:
    """Return a rich console on stdout: as wide as the terminal, or as a page in a pipe."""
    from rich.console import Console  # noqa: PLC0415

    width = None if sys.stdout.isatty() else PIPE_WIDTH
    return Console(width=width, highlight=False, markup=False, emoji=False, soft_wrap=False)


def show(*things: RenderableType) -> None:
    """Write what rich draws; in a pipe without the blanks that fill up its lines."""
    drawing = console()
    if sys.stdout.isatty():
        drawing.print(*things, sep="\n")
        return
    with drawing.capture() as captured:
        drawing.print(*things, sep="\n")
    out("".join(f"{line.rstrip()}\n" for line in captured.get().splitlines()))


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Write a table for reading; long cells are broken into lines."""
    from rich import box  # noqa: PLC0415
    from rich.cells import cell_len  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    drawn = Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False, show_edge=False)
    for place, heading in enumerate(headings):
        widest = max(cell_len(text) for text in (heading, *(row[place] for row in rows)))
        drawn.add_column(heading, no_wrap=widest <= _SHORT, overflow="fold", vertical="top")
    for row in rows:
        drawn.add_row(*map(Text, row))
    show(drawn)


def markdown(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table as GitHub-flavoured Markdown."""
    lines = [headings, ["---"] * len(headings), *rows]
    return "".join(f"| {' | '.join(map(_cell, line))} |\n" for line in lines)


def shaped(
    form: str, headings: Sequence[str], rows: Sequence[Sequence[str]], *, bom: bool = False
) -> str:
    """Return a table as ``csv`` (for Excel with a byte order mark) or, else, as Markdown."""
    if form != "csv":
        return markdown(headings, rows)
    import csv  # noqa: PLC0415
    import io  # noqa: PLC0415

    text = io.StringIO(newline="")
    csv.writer(text).writerows([headings, *rows])
    return ("\ufeff" if bom else "") + text.getvalue()


def write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all. Raises StoreError where it cannot be written."""
    from hqgraph.views.page import write_bytes  # noqa: PLC0415

    try:
        make_folder(path.parent)
        write_bytes(path, data)
    except OSError as error:
        raise StoreError("graph.unwritable", path=path, why=error.strerror) from error


def make_folder(folder: Path) -> None:
    """Make the folder that something is to be written into, and say so, unless it is there."""
    if not folder.exists():
        folder.mkdir(parents=True)
        words(say("cli.folder.made", folder=folder))


def report(found: BuildReport, store: Path | str) -> None:
    """Say what became of the files, and what was carried over."""
    for line in (*found.passed_over, *found.failures):
        words(str(line))
    if found.carried:
        words(str(found.carried))
    words(
        say("cli.build.done", documents=len(found.documents), quads=f"{found.quads:,}", store=store)
    )


@contextmanager
def progress() -> Iterator[Progress | None]:
    """Yield what a build tells its progress to: a bar on stderr if that is a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress as Bar  # noqa: PLC0415

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(say("cli.build.reading"), total=None)

        def advance(done: int, total: int, path: Path) -> None:
            del path
            bar.update(task, completed=done, total=total)

        yield advance


def _cell(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("\r", "").replace("\n", "<br>")


@contextmanager
def interruptible() -> Iterator[None]:
    """Let Ctrl-C end the process at once while the engine runs a query.

    The engine does not hear Python's own handler until the query is done.
    """
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
