"""What is checked before a zip file is opened, and what can go wrong when it is."""

from __future__ import annotations

import struct
import zipfile
import zlib

MAX_ENTRIES = 20_000
"""Files inside one package."""

BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
    LookupError,
    OverflowError,
)
"""What zipfile raises over bytes that are no sound package."""

_ENTRY = b"PK\x01\x02"


def too_many_entries(data: bytes) -> bool:
    """Tell, before it is opened, whether a zip file lists more files than any document."""
    return data.count(_ENTRY) > MAX_ENTRIES
