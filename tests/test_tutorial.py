"""The tutorial runs from beginning to end, and shows what running it gives.

``python tests/test_tutorial.py`` runs it and stores what its cells show.
"""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import Any

import pytest

TUTORIAL = Path(__file__).parents[1] / "docs" / "tutorial.ipynb"
KEPT = ("text/plain", "text/html")


def stored() -> dict[str, Any]:
    """Return the notebook as it is kept."""
    notebook: dict[str, Any] = json.loads(TUTORIAL.read_text(encoding="utf-8"))
    return notebook


def code_cells(notebook: dict[str, Any]) -> list[dict[str, Any]]:
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def executed(folder: Path) -> list[list[dict[str, Any]]]:
    """Run the tutorial in a folder; return the outputs of each of its code cells."""
    nbformat = pytest.importorskip("nbformat")
    client = pytest.importorskip("nbclient")
    pytest.importorskip("ipykernel")
    pytest.importorskip("pandas")
    notebook = nbformat.read(TUTORIAL, as_version=4)
    client.NotebookClient(
        notebook,
        timeout=120,
        kernel_name="python3",
        resources={"metadata": {"path": str(folder)}},
        env={**os.environ, "HQGRAPH_LANG": "zh"},
    ).execute()
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    return [[kept(output, n) for output in cell.outputs] for n, cell in enumerate(cells, 1)]


def kept(output: dict[str, Any], count: int) -> dict[str, Any]:
    """Return what is kept of an output: text and tables, in the layout of notebook files."""
    if output["output_type"] == "stream":
        return {
            "name": output["name"],
            "output_type": "stream",
            "text": output["text"].splitlines(keepends=True),
        }
    data = {
        kind: output["data"][kind].splitlines(keepends=True)
        for kind in KEPT[::-1]
        if kind in output["data"]
    }
    return {
        "data": data,
        "execution_count": count,
        "metadata": {},
        "output_type": output["output_type"],
    }


def test_it_is_kept_with_what_it_shows_and_speaks_chinese_first() -> None:
    cells = code_cells(stored())
    assert len(cells) >= 10
    assert [cell["execution_count"] for cell in cells] == list(range(1, len(cells) + 1))
    outputs = [output for cell in cells for output in cell["outputs"]]
    assert {output["output_type"] for output in outputs} <= {"stream", "execute_result"}
    assert {output["name"] for output in outputs if "name" in output} == {"stdout"}
    assert "一" <= stored()["cells"][0]["source"][2] <= "鿿"
    assert TUTORIAL.stat().st_size < 100_000


@pytest.mark.slow
def test_every_cell_shows_what_is_kept(tmp_path: Path) -> None:
    outputs = executed(tmp_path)
    shown = json.dumps(outputs, ensure_ascii=False)
    for words in ("5 份文件", "贵德县", "1:2", "明文", "推断", "stated", "@prefix hq:"):
        assert words in shown, words
    assert [cell["outputs"] for cell in code_cells(stored())] == outputs
    assert list(tmp_path.iterdir()) == []


def store_outputs() -> None:
    """Run the tutorial and keep what its cells show."""
    notebook = stored()
    with tempfile.TemporaryDirectory() as folder:
        outputs = executed(Path(folder))
    for n, (cell, shown) in enumerate(zip(code_cells(notebook), outputs, strict=True), 1):
        cell["execution_count"] = n
        cell["outputs"] = shown
    text = json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"
    TUTORIAL.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    store_outputs()
