"""Reads web archives (.mht, and Word's "single file web page" saved as .doc): RFC 2557."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.errors import MessageError
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32

from hqgraph.errors import ReadError
from hqgraph.model import Text
from hqgraph.reading.html import read_html
from hqgraph.reading.kinds import bounded

_MOST_PARTS = 5_000
_PART = re.compile(rb"^--", re.MULTILINE)


def read_mhtml(data: bytes, source: str) -> Text:
    """Turn the bytes of a web archive into a Text; ``source`` names it in messages.

    Only the first page inside is read; what else the archive holds is not looked
    at. Raises ReadError as :func:`hqgraph.reading.html.read_html` does, and where
    there is no page inside.
    """
    bounded(len(data), "mhtml", source)
    if len(_PART.findall(data)) > _MOST_PARTS:
        raise ReadError("read.mhtml-broken", path=source)
    try:
        message = BytesParser(policy=compat32).parsebytes(data)
        page = next(_pages(message), None)
    except (MessageError, ValueError, LookupError, RecursionError):
        page = None
    if page is None:
        raise ReadError("read.mhtml-broken", path=source)
    return read_html(page, source)


def _pages(message: Message) -> Iterator[bytes]:
    """Yield the pages of an archive as the bytes they were saved from."""
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and content.strip():
                yield content
