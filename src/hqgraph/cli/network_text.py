"""The measures of the networks as tables for the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hqgraph.cli import terminal
from hqgraph.messages import say

if TYPE_CHECKING:
    from hqgraph.measures import NetworkMeasures
    from hqgraph.measures.network import Community, Named


def show(found: NetworkMeasures) -> None:
    """Write the measures, table by table; one with nothing to show is left out."""
    _table(
        say("cli.stats.network.cited"),
        ("document", "times"),
        [(_name(one.document), str(one.count)) for one in found.most_cited],
    )
    chain = enumerate(found.longest_chain)
    _table(
        say("cli.stats.network.chain"),
        ("step", "document"),
        [(str(step), _name(one)) for step, one in chain],
    )
    _groups("groups", found.document_community_count, found.document_communities)
    _table(
        say("cli.stats.network.bridges", count=found.bridge_count),
        ("child", "parent", "cut"),
        [(_name(one.child), _name(one.parent), str(one.cut_off)) for one in found.bridges],
    )
    _table(
        say("cli.stats.network.central", count=found.agencies, pairs=found.agency_pairs),
        ("agency", "between", "partners", "tasks", "shared"),
        [
            (
                one.agency.label,
                f"{one.betweenness:.4f}",
                *map(str, (one.partners, one.tasks, one.shared)),
            )
            for one in found.central_agencies
        ],
    )
    _groups("bodies", found.agency_community_count, found.agency_communities)


def _groups(key: str, count: int, groups: Sequence[Community]) -> None:
    rows = [(str(one.size), "、".join(map(_name, one.members))) for one in groups]
    _table(say(f"cli.stats.network.{key}", count=count), ("size", "members"), rows)


def _table(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    if rows:
        terminal.out(f"{title}\n")
        terminal.table([say(f"cli.stats.network.{key}") for key in columns], rows)
        terminal.out("\n")


def _name(one: Named) -> str:
    return f"{one.label}（{one.number}）" if one.number else one.label
