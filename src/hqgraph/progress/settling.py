"""Reports follow their tasks: when a revised document numbers them anew, by their titles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from pyoxigraph import NamedNode, Quad

from hqgraph.graph import Graph
from hqgraph.messages import say
from hqgraph.progress.history import held_reports
from hqgraph.progress.homes import Homes
from hqgraph.progress.reports import (
    Listed,
    documents_reported_on,
    held_progress,
    listed,
    spelled,
)
from hqgraph.rdf.progress_quads import Progress
from hqgraph.rdf.report_quads import Report

_SHOWN = 5
"""Reports that are named before the rest is passed over."""
_Identity = tuple[str, str, str]
_Told = TypeVar("_Told", Progress, Report)


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of reports on documents that were put in. Printed, it is a line or two.

    ``moved`` stand on their task's new number now; ``unmatched`` are kept though no task
    is theirs any more.
    """

    moved: tuple[Listed, ...] = ()
    unmatched: tuple[Listed, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether there is anything to say."""
        return bool(self.moved or self.unmatched)

    def __str__(self) -> str:
        parts = (("moved", self.moved), ("unmatched", self.unmatched))
        return "\n".join(
            say(f"progress.settled.{name}", count=len(found), names=_names(found))
            for name, found in parts
            if found
        )


def settle(graph: Graph, documents: Iterable[str]) -> Settled:
    """Put the reports on these documents where they belong, and say what moved and what does not.

    A report whose number stands for another title now goes to the one task of the same
    document that bears its title and is charged to its body. One for which there is no
    such task, or where a newer report stands already, stays as it is.
    """
    wanted = set(documents) & {node.value for node in documents_reported_on(graph)}
    if not wanted:
        return Settled()
    before, told = _held(graph, wanted)
    homes = Homes(graph, wanted)
    now, history = _settled(before, told, homes)
    if (now, history) != (before, told):
        quads = spelled(wanted, now, history)
        graph.replace_graphs({name: found or None for name, found in quads.items()})
    moved = [new for old, new in zip(before, now, strict=True) if new.task != old.task]
    lost = [one for one in now if not homes.holds(*one.identity)]
    return Settled(listed(graph, moved), listed(graph, lost))


def settled_quads(graph: Graph) -> dict[NamedNode, list[Quad]]:
    """Return the graphs of all reports as :func:`settle` leaves them, without writing them.

    Reports from before titles were kept bear them then, to be found by.
    """
    documents = {node.value for node in documents_reported_on(graph)}
    return spelled(documents, *_settled(*_held(graph, documents), Homes(graph, documents)))


def _held(graph: Graph, documents: set[str]) -> tuple[list[Progress], list[Report]]:
    """Return what is held on documents, and its history."""
    return (
        [one for one in held_progress(graph) if one.document in documents],
        [one for one in held_reports(graph) if one.document in documents],
    )


def _settled(
    reports: Sequence[Progress], history: Sequence[Report], homes: Homes
) -> tuple[list[Progress], list[Report]]:
    """Return reports and their histories where they belong, in the order they had."""
    identities = {one.identity for one in reports} | {one.identity for one in history}
    wanted = {identity: _home(homes, *identity) for identity in sorted(identities)}
    claims = Counter(wanted.values())
    went = {old: new if claims[new] == 1 or old == new else old for old, new in wanted.items()}
    now = [_placed(one, went[one.identity]) for one in reports]
    return now, [_placed(one, went[one.identity]) for one in history]


def _home(homes: Homes, task: str, agency: str, title: str) -> _Identity:
    """Return the identity that a report has by the tasks as they are now."""
    found = homes.find(task, agency, title)
    if found.problem:
        return task, agency, title
    return found.task, agency, homes.tasks[found.task].title


def _placed(one: _Told, identity: _Identity) -> _Told:
    task, agency, title = identity
    return replace(one, task=task, agency=agency, title=title)


def _names(found: Sequence[Listed]) -> str:
    shown = [
        say("progress.settled.one", no=one.no, task=one.task, agency=one.agency)
        for one in found[:_SHOWN]
    ]
    return say("progress.settled.comma").join(shown) + ("……" if len(found) > _SHOWN else "")
