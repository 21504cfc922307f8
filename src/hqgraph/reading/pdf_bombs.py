"""Looks into the compressed streams of a PDF before anything else does.

PDFium reads a page in one go and cannot be stopped, so a stream that unpacks to
hundreds of megabytes is found here, unpacked in small pieces and thrown away.
"""

from __future__ import annotations

import zlib

MAX_STREAM = 12_000_000
MAX_PICTURE = 80_000_000
MAX_TOTAL = 60_000_000
"""Bytes that one stream, one picture and all streams but pictures may unpack to."""

_KEYWORD = b"stream"
_BEFORE = 600
_PIECE = 65_536


def is_bomb(data: bytes) -> bool:
    """Tell whether a stream of a PDF unpacks to more than any document needs."""
    total = 0
    at = data.find(_KEYWORD)
    while at >= 0:
        start = at + len(_KEYWORD)
        begin = start + len(data[start : start + 2]) - len(data[start : start + 2].lstrip(b"\r\n"))
        picture = b"/Image" in data[data.rfind(b"obj", max(0, at - _BEFORE), at) : at]
        limit = MAX_PICTURE if picture else MAX_STREAM
        size, end = _unpacked(data, begin, limit)
        total += 0 if picture else size
        if size > limit or total > MAX_TOTAL:
            return True
        at = data.find(_KEYWORD, max(end, start))
    return False


def _unpacked(data: bytes, begin: int, limit: int) -> tuple[int, int]:
    """Return how much a stream unpacks to (a little over ``limit`` at most), and its end."""
    head = data[begin : begin + 2]
    if len(head) < 2 or head[0] & 0x0F != 8 or int.from_bytes(head, "big") % 31:
        return 0, begin
    unpacker = zlib.decompressobj()
    size, at = 0, begin
    try:
        while size <= limit and not unpacker.eof and at < len(data):
            piece = data[at : at + _PIECE]
            at += len(piece)
            while piece and size <= limit:
                size += len(unpacker.decompress(piece, 1_000_000))
                piece = unpacker.unconsumed_tail
    except zlib.error:
        return size, begin
    return size, at - len(unpacker.unused_data)
