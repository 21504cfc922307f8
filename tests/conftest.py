"""What all tests share: the option ``--slow``, and a store built once from the seeds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from browser_fixture import browser, opened  # noqa: F401 (fixtures for every test)
from cli_fixture import Outcome, run
from hqgraph import messages

settings.register_profile("hqgraph", deadline=None)  # a busy machine is no failure
settings.load_profile("hqgraph")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--slow", action="store_true", help="also run the slow tests")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--slow"):
        return
    for item in items:
        if "slow" in item.keywords:
            item.add_marker(pytest.mark.skip(reason="slow: run with --slow"))


@pytest.fixture(autouse=True)
def _speaks_chinese(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every test starts in Chinese, whatever the one before it or the shell has chosen."""
    monkeypatch.delenv("HQGRAPH_LANG", raising=False)
    messages.use_language("zh")
    yield
    messages.use_language("zh")


@pytest.fixture
def hqgraph(capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """The command line: call it with the words of a command."""
    return lambda *arguments: run(capsys, *arguments)


@pytest.fixture(scope="session")
def seeds() -> Path:
    from hqgraph.resources import resource

    return resource("seeds")


@pytest.fixture(scope="session")
def seed_store(tmp_path_factory: pytest.TempPathFactory, seeds: Path) -> Path:
    """A store of the packaged seeds: for reading only."""
    from hqgraph import pipeline

    store = tmp_path_factory.mktemp("seeds") / "store"
    pipeline.build([seeds], store)
    return store
