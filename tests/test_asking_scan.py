"""A pattern that waits for a character finds what it would find without waiting."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hqgraph.asking import ellipsis, lexer
from hqgraph.asking.scan import Scan

SCANS = {
    f"{home.__name__.rpartition('.')[2]}{name}": one
    for home in (lexer, ellipsis)
    for name, one in vars(home).items()
    if isinstance(one, Scan)
}
LETTERS = "第号任务12年月（五）十“《”》提到写了载明 县级和、市%:：的〔〕国x"


def test_there_are_patterns_that_wait() -> None:
    assert len(SCANS) > 10


@pytest.mark.parametrize("name", sorted(SCANS))
@given(text=st.text(st.sampled_from(LETTERS), max_size=12))
def test_nothing_is_missed(name: str, text: str) -> None:
    scan = SCANS[name]
    spans = [match.span() for match in re.finditer(scan.pattern, text)]
    assert [match.span() for match in scan.finditer(text)] == spans
    assert (scan.search(text) is not None) == bool(spans)
