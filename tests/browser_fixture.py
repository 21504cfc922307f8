"""A real browser that may reach nothing but the page it is shown."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from hqgraph.views import write_html

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
Opener = Callable[[str], Any]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A headless Chromium; without it, or without playwright, the test is skipped."""
    playwright = pytest.importorskip("playwright.sync_api", reason="needs the playwright package")
    if CHROMIUM is None:
        pytest.skip("needs chromium")
    with playwright.sync_playwright() as runner:
        started = runner.chromium.launch(executable_path=CHROMIUM, headless=True, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Opener]:
    """Open a page with every request but its own file aborted, and fail on any other."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    asked: list[str] = []
    errors: list[str] = []

    def open_page(html: str) -> Any:
        address = write_html(tmp_path / "页面.html", html).as_uri()
        context.route(
            "**/*",
            lambda route: route.continue_() if route.request.url == address else route.abort(),
        )
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(address)
        return page

    yield open_page
    assert len(asked) == 1, asked
    assert errors == []
    context.close()
