"""A timeline: the deadlines, milestones and dated targets of tasks, date by date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import Unpack

from hqgraph.errors import UsageError
from hqgraph.graph import Graph
from hqgraph.messages import say
from hqgraph.views.choice import Wanted, choose
from hqgraph.views.facts import DocumentFacts
from hqgraph.views.page import write_bytes
from hqgraph.views.tasks import Dated, TaskFacts, tasks_of

KINDS = ("deadline", "milestone", "target")


@dataclass(frozen=True, slots=True)
class Point:
    """Something that a task is to reach; ``dated.due`` is the day, empty where words say when."""

    dated: Dated
    task: TaskFacts

    @property
    def bodies(self) -> tuple[str, ...]:
        """The bodies of the task by their printed names, each once."""
        return tuple(dict.fromkeys(duty.printed for duty in self.task.duties))


@dataclass(frozen=True, slots=True)
class Timeline:
    """The points by date, then in printed order; ``undated`` are the rest (持续推进).

    ``lanes`` are the documents of both, in the order of documents.
    """

    title: str
    scope: str
    points: tuple[Point, ...]
    undated: tuple[Point, ...]
    lanes: tuple[DocumentFacts, ...]

    def days(self) -> tuple[str, ...]:
        """Return the dates that something is due on, in order."""
        return tuple(dict.fromkeys(point.dated.due for point in self.points))

    def dated_lanes(self) -> tuple[DocumentFacts, ...]:
        """Return the documents that have a point with a date."""
        dated = {point.task.document.id for point in self.points}
        return tuple(facts for facts in self.lanes if facts.id in dated)

    def drawn(self, suffix: str, *, font: Path | None = None) -> bytes:
        """Return the drawing as a ``.html``, ``.svg`` or ``.png`` file.

        ``font`` is the Chinese font of the latter two, found on the system unless
        given. Raises UsageError for another ending, and HqgraphError where
        matplotlib or a font is missing.
        """
        kind = suffix.lower().removeprefix(".")
        if kind in ("html", "htm"):
            from hqgraph.views.timeline_page import timeline_html  # noqa: PLC0415

            return timeline_html(self).encode("utf-8")
        if kind in ("svg", "png"):
            from hqgraph.views.timeline_plot import timeline_image  # noqa: PLC0415

            return timeline_image(self, kind, font)
        if not kind:
            raise UsageError("timeline.no-suffix")
        raise UsageError("timeline.suffix", suffix=suffix)

    def write(self, path: str | PathLike[str], *, font: Path | None = None) -> Path:
        """Write the drawing, whole or not at all; its kind is told by the ending of ``path``.

        Raises as :meth:`drawn` does, and OSError where the folder cannot be written to.
        """
        return write_bytes(path, self.drawn(Path(path).suffix, font=font))


def timeline_of(
    graph: Graph,
    **wanted: Unpack[Wanted],
) -> Timeline:
    """Return the timeline of a graph, or of what is asked for; see :func:`choice.choose`.

    ``until`` leaves out the points after its last day. Raises as ``choose`` does.
    """
    choice = choose(graph, **wanted)
    last = choice.until.isoformat() if choice.until else "9999-12-31"
    found = [Point(one, task) for task in tasks_of(graph, choice) for one in task.dates]
    dated = [point for point in found if point.dated.due and point.dated.due <= last]
    lanes = {point.task.document.id: point.task.document for point in found}
    return Timeline(
        title=_title(tuple(lanes.values())),
        scope=choice.scope,
        points=tuple(sorted(dated, key=lambda point: point.dated.due)),
        undated=tuple(point for point in found if not point.dated.due),
        lanes=tuple(lanes.values()),
    )


def _title(lanes: Sequence[DocumentFacts]) -> str:
    if len(lanes) == 1:
        return say("timeline.title.one", name=lanes[0].short)
    return say("timeline.title")


def lane_name(facts: DocumentFacts) -> str:
    """Return what a document's lane is called: its region, else the document's own short name."""
    return facts.region_name or facts.short
