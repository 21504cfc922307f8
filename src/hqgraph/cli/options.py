"""Options that several commands share, spelled once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hqgraph.messages import say

Store = Annotated[
    Path, typer.Option("--store", "-s", metavar="STORE", help=say("cli.option.store"))
]
Sources = Annotated[list[Path], typer.Argument(metavar="PATH", help=say("cli.option.sources"))]
Document = Annotated[str, typer.Argument(metavar="DOC", help=say("cli.option.document"))]
Json = Annotated[bool, typer.Option("--json", help=say("cli.option.json"))]
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=0, metavar="N", help=say("cli.option.jobs"))]
