"""Whether a text is a policy document at all, and what puts the whole reading of one in doubt."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hqgraph.model import Header, Leftover, Span, Text
from hqgraph.parsing.tasks import Draft
from hqgraph.reading.encoding import LOST

_HAN = re.compile("[\u4e00-\u9fff]")
_LEAST_ITEMS = 3
_AROUND = 20
"""Characters shown on both sides of one that was lost."""


def is_policy(header: Header, drafts: Sequence[Draft]) -> bool:
    """Tell whether a text is a policy document, or any other with some numbered lines.

    One without title, number and issuer (a cut text, a page of a longer one) must
    charge somebody with something or have several items, and these in Chinese.
    """
    if header.number or header.issuers:
        return bool(drafts or header.title)
    if header.title or any(duty.names for draft in drafts for duty in draft.duties):
        return bool(drafts)
    return sum(1 for draft in drafts if _HAN.search(draft.title)) >= _LEAST_ITEMS


def doubts(text: Text, header: Header) -> list[Leftover]:
    """Return what puts a reading in doubt: no header at all, characters that were lost."""
    out: list[Leftover] = []
    if LOST in text.content:
        for line in text.paragraphs():
            at = text.content.find(LOST, line.span.start, line.span.end)
            if at >= 0:
                start = max(line.span.start, at - _AROUND)
                span = Span(start, min(line.span.end, at + _AROUND))
                out.append(Leftover("lost-characters", text.slice(span), span))
    if not (header.title or header.number or header.issuers) and text.blocks:
        span = text.blocks[0].span
        out.append(Leftover("no-header", text.slice(span), span))
    return out
