"""The tutorial runs from beginning to end, and is kept without outputs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

TUTORIAL = Path(__file__).parents[1] / "docs" / "tutorial.ipynb"


def test_it_is_kept_clean_and_speaks_chinese_first():
    notebook = json.loads(TUTORIAL.read_text(encoding="utf-8"))
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert len(code) >= 10
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)
    assert "一" <= notebook["cells"][0]["source"][2] <= "鿿"


@pytest.mark.slow
def test_every_cell_runs_and_says_what_it_should(tmp_path: Path):
    nbformat = pytest.importorskip("nbformat")
    client = pytest.importorskip("nbclient")
    pytest.importorskip("ipykernel")
    pytest.importorskip("pandas")
    notebook = nbformat.read(TUTORIAL, as_version=4)
    client.NotebookClient(
        notebook,
        timeout=120,
        kernel_name="python3",
        resources={"metadata": {"path": str(tmp_path)}},
    ).execute()
    shown = "\n".join(text for cell in notebook.cells for text in _outputs(cell))
    for words in ("5 份文件", "贵德县", "1:2", "明文", "推断", "（十九）", "stated", "@prefix hq:"):
        assert words in shown, words
    assert list(tmp_path.iterdir()) == []


def _outputs(cell: Any) -> list[str]:
    """Return what a cell showed: what it printed, and its tables."""
    outputs = cell.get("outputs", [])
    texts = [str(output.get("text", "")) for output in outputs]
    data = [output.get("data", {}) for output in outputs]
    return texts + [str(one.get("text/html", one.get("text/plain", ""))) for one in data]
