"""What the commands write with: tables and trees for people, lines for programs, a progress bar."""

from __future__ import annotations

import sys

from hqgraph.errors import StoreError
from hqgraph.messages import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path
    from types import TracebackType

    from rich.console import Console, RenderableType

    from hqgraph.extraction import Progress
    from hqgraph.graph import EmbeddedGraph
    from hqgraph.pipeline import BuildReport

PIPE_WIDTH = 100
"""How wide a page is that nobody's terminal shows."""
_MOST_ROWS = 2000
"""Rows that a person may still look through; a pipe gets all of them."""
_SHORT = 12
"""Columns up to this width are not broken into lines."""
_BETWEEN = 2
"""Blanks between columns."""
_LEFT_OPEN: list[EmbeddedGraph] = []


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
    """Write a table for reading; long cells are broken into lines.

    On a terminal that is too narrow for the columns each row is written as lines of its own,
    and of very many rows the first are written and how many more there are.
    """
    if sys.stdout.isatty() and (left := len(rows) - _MOST_ROWS) > 0:
        table(headings, rows[:_MOST_ROWS])
        words(say("cli.table.more", count=f"{left:,}"))
        return
    from rich import box  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    widest = _widths(headings, rows)
    needed = sum(min(width, _SHORT) + _BETWEEN for width in widest) - _BETWEEN
    if sys.stdout.isatty() and needed > console().width:
        _records(headings, rows)
        return
    drawn = Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False, show_edge=False)
    for heading, width in zip(headings, widest, strict=True):
        drawn.add_column(heading, no_wrap=width <= _SHORT, overflow="fold", vertical="top")
    for row in rows:
        drawn.add_row(*map(Text, row))
    show(drawn)


def _widths(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    """Return how wide each column is without any break."""
    from rich.cells import cell_len  # noqa: PLC0415

    return [
        max(cell_len(text) for text in (heading, *(row[place] for row in rows)))
        for place, heading in enumerate(headings)
    ]


def _records(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Write each row as lines, heading and value, what is empty left out, a blank line between."""
    from rich.text import Text  # noqa: PLC0415

    mark = say("cli.table.colon")
    for row in rows:
        for heading, text in zip(headings, row, strict=True):
            if text:
                show(Text.assemble((f"{heading}{mark}", "bold"), text))
        out("\n")


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
    if found.settled:
        words(str(found.settled))
    words(
        say("cli.build.done", documents=len(found.documents), quads=f"{found.quads:,}", store=store)
    )


def teller(key: str) -> Callable[[], None] | None:
    """Return what says a message if stderr is a terminal, else None."""
    return (lambda: words(say(key))) if sys.stderr.isatty() else None


def progress() -> AbstractContextManager[Progress | None]:
    """Return a block with what a build tells its progress to, a bar on stderr, or with None.

    It is a bar if stderr is a terminal.
    """
    from contextlib import contextmanager, nullcontext  # noqa: PLC0415 (an answer does without)

    return contextmanager(_bar)() if sys.stderr.isatty() else nullcontext()


def _bar() -> Iterator[Progress]:
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


def left_open(graph: EmbeddedGraph) -> EmbeddedGraph:
    """Return a graph that the end of the process closes, faster than the engine could."""
    _LEFT_OPEN.append(graph)
    return graph


def close_all() -> None:
    """Close the graphs that were left open, where the process goes on after the command."""
    while _LEFT_OPEN:
        _LEFT_OPEN.pop().close()


class Interruptible:
    """A block in which Ctrl-C ends the process at once, even while the engine runs a query.

    The engine does not hear Python's own handler until the query is done.
    """

    def __enter__(self) -> None:
        import signal  # noqa: PLC0415 (few commands need it)

        self._before = signal.signal(signal.SIGINT, signal.SIG_DFL)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        import signal  # noqa: PLC0415

        signal.signal(signal.SIGINT, self._before)
