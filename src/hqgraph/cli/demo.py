"""``hqgraph demo``: the documents that come with hqgraph, built, asked, traced and drawn."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from hqgraph.cli import lineage_text, showing, terminal
from hqgraph.errors import StoreError
from hqgraph.messages import say
from hqgraph.resources import resource

if TYPE_CHECKING:
    from hqgraph.graph import Graph
    from hqgraph.pipeline import BuildReport

AGENCY = "县医保局"
_STORE, _NETWORK, _LINEAGE = "store", "network.html", "lineage.html"


def demo(*, out: Path) -> None:
    """Build the packaged documents and show the three uses."""
    from hqgraph import pipeline  # noqa: PLC0415
    from hqgraph.graph import open_graph  # noqa: PLC0415

    _claim(out)
    with terminal.progress() as progress:
        report = pipeline.build([resource("seeds")], out / _STORE, progress, fresh=True)
    with open_graph(out / _STORE) as graph:
        _tasks(graph)
        _lineages(graph, report)
        _pictures(graph, out)
    _next(out)


def _claim(folder: Path) -> None:
    """Refuse a folder that holds anything but an earlier demo's output."""
    from hqgraph.graph import is_store  # noqa: PLC0415

    if not folder.exists():
        return
    if not folder.is_dir():
        raise StoreError("cli.demo.foreign", path=folder)
    names = {entry.name for entry in folder.iterdir()}
    ours = names <= {_STORE, _NETWORK, _LINEAGE} and is_store(folder / _STORE)
    if names and not ours:
        raise StoreError("cli.demo.foreign", path=folder)


def _tasks(graph: Graph) -> None:
    """Print the tasks of one kind of body, region by region, each with its sentence."""
    from rich.padding import Padding  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    from hqgraph.queries import run  # noqa: PLC0415

    rows = run(graph, "tasks-of-agency", {"agency": AGENCY}).to_dicts()
    _heading(1, say("cli.demo.tasks", agency=AGENCY))
    for region, tasks in groupby(rows, key=lambda row: str(row["region"] or "—")):
        terminal.out("\n")
        terminal.show(Text(region, style="bold"))
        for row in tasks:
            line = Text.assemble((f"{row['no']}  ", "cyan"), f"{row['title']}  ")
            facts = (row["role"], row["name"], row["deadline"])
            line.append(" · ".join(str(fact) for fact in facts if fact), style="dim")
            terminal.show(Padding(line, (0, 0, 0, 2)))
            for name, style in (("opening", ""), ("sentence", "green")):
                if row[name]:
                    terminal.show(Padding(Text(f"“{row[name]}”", style=style), (0, 0, 0, 6)))


def _lineages(graph: Graph, report: BuildReport) -> None:
    """Print what each document rests on, up to the State Council."""
    from hqgraph.views import lineage_of  # noqa: PLC0415

    _heading(2, say("cli.demo.lineage"))
    for document in report.documents:
        terminal.out("\n")
        lineage_text.show(lineage_of(graph, document.iri), down=False)


def _pictures(graph: Graph, out: Path) -> None:
    """Draw both pages and say where they are."""
    from hqgraph.views import lineage_html, lineage_of, network_html, network_of  # noqa: PLC0415

    network, tree = network_of(graph), lineage_of(graph)
    showing.write_pages({out / _NETWORK: network_html(network), out / _LINEAGE: lineage_html(tree)})
    _heading(3, say("cli.demo.drawn"))
    counts = {"nodes": len(network.nodes), "edges": len(network.edges)}
    terminal.out(f"\n  {out / _NETWORK}  {say('cli.demo.network', **counts)}\n")
    counts = {"documents": len(tree.documents), "edges": len(tree.edges)}
    terminal.out(f"  {out / _LINEAGE}  {say('cli.demo.tree', **counts)}\n")


def _next(out: Path) -> None:
    """Print commands to go on with; each runs as it stands."""
    store = out / _STORE
    terminal.out(f"\n{say('cli.demo.next')}\n")
    for command in (
        "hqgraph queries",
        f"hqgraph query tasks-of-agency agency=县财政局 region=巫山县 --store {store}",
        f"hqgraph query targets-compare indicator=医护比 --store {store}",
        f"hqgraph ask 邻水县医保局和县财政局共同负责的任务有哪些 --store {store}",
        f"hqgraph lineage --task 邻水县/19 --store {store}",
        f"hqgraph compare 雅安市 邻水县 --store {store} --html {out / 'compare.html'}",
        f"hqgraph stats --store {store}",
    ):
        terminal.out(f"  {command}\n")


def _heading(number: int, text: str) -> None:
    from rich.rule import Rule  # noqa: PLC0415

    terminal.out("\n")
    terminal.show(Rule(f"{number} · {text}", align="left", style="dim"))
