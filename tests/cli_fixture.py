"""Running the command line inside the test's process: exit code, stdout, stderr."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from hqgraph.cli import main


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str


def run(capsys: pytest.CaptureFixture[str], *arguments: Any) -> Outcome:
    capsys.readouterr()
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return Outcome(int(left.value.code or 0), captured.out, captured.err)
