"""The house has floors: a module imports only from the floors below its own."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "hqgraph"
FLOORS = (
    ["dates", "records", "resources"],
    ["messages"],
    ["errors"],
    ["model"],
    ["reading"],
    ["gazetteer"],
    ["parsing"],
    ["rdf"],
    ["graph"],
    ["linking"],
    ["reasoning"],
    ["progress"],
    ["queries"],
    ["asking"],
    ["views"],
    ["sources"],
    ["extraction"],
    ["pipeline", "statistics", "catalogues", "measures"],
    ["api"],
    ["__init__"],
    ["web", "mcp"],
    ["cli"],
    ["__main__"],
)
FLOOR = {name: height for height, names in enumerate(FLOORS) for name in names}
MODULES = sorted(SOURCE.rglob("*.py"))


def home(parts: tuple[str, ...]) -> str:
    return parts[0].removesuffix(".py")


def imported(tree: ast.Module) -> set[str]:
    """Return the packages of hqgraph that a module imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            if node.module == "hqgraph":
                found |= {name.name if name.name in FLOOR else "__init__" for name in node.names}
            elif node.module and node.module.startswith("hqgraph."):
                found.add(node.module.split(".")[1])
        elif isinstance(node, ast.Import):
            for name in node.names:
                if name.name.split(".")[0] == "hqgraph":
                    found.add(([*name.name.split("."), "__init__"])[1])
    return found


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_imports_point_downwards(module: Path) -> None:
    own = home(module.relative_to(SOURCE).parts)
    assert own in FLOOR, f"say on which floor {own} stands"
    above = {
        name
        for name in imported(ast.parse(module.read_text(encoding="utf-8"))) - {own}
        if FLOOR[name] >= FLOOR[own]
    }
    assert not above
