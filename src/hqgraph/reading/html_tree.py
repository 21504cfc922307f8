"""A saved web page as a tree: bytes to characters to elements, within limits.

The charset that a page states is not asked: saving changes the bytes and leaves
the statement, and bytes in GB18030 are next to never UTF-8 by chance.

lxml (BSD, on libxml2) is used because it mends any markup in linear time, with
a limit on depth, and touches neither network nor files; nothing a page names
is ever loaded.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from hqgraph.errors import ReadError
from hqgraph.reading.encoding import decode
from hqgraph.reading.kinds import bounded

MAX_TAGS = 120_000

_EMBEDDED = re.compile(r"data:[a-z]{1,20}/[a-z0-9.+\-]{1,40};base64,[A-Za-z0-9+/=]*", re.IGNORECASE)
_LIMITS = frozenset({"ERR_RESOURCE_LIMIT", "ERR_INTERNAL_ERROR", "ERR_NO_MEMORY"})
"""What libxml2 reports beyond 256 levels of elements or 10 MB in one stretch."""


def tree(data: bytes, source: str) -> Any:
    """Return the root element of a page.

    Raises ReadError for an empty file, one that is no text, or one over a limit.
    """
    bounded(len(data), "html", source)
    markup = _EMBEDDED.sub("", decode(data, source))
    if markup.count("<") > 2 * MAX_TAGS:
        raise ReadError("read.html-tags", path=source, limit=MAX_TAGS)
    parser = etree.HTMLParser(no_network=True, huge_tree=False, recover=True, encoding="utf-8")
    try:
        root = etree.fromstring(markup.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        root = None
    if any(entry.type_name in _LIMITS for entry in parser.error_log):
        raise ReadError("read.html-deep", path=source)
    if root is None:
        raise ReadError("read.html-broken", path=source)
    return root
