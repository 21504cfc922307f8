"""Builds OLE compound files that are nothing but a header, a directory and one stream."""

from __future__ import annotations

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SECTOR = 512


def compound_file(name: str, stream: bytes = b"") -> bytes:
    """Return a compound file of one named stream, in its second sector."""
    header = MAGIC + bytes(22) + (9).to_bytes(2, "little")
    spelled = (name + "\0").encode("utf-16-le")
    entry = spelled.ljust(64, b"\0") + len(spelled).to_bytes(2, "little")
    entry = entry.ljust(116, b"\0") + (1).to_bytes(4, "little") + (4096).to_bytes(8, "little")
    return header.ljust(SECTOR, b"\0") + entry.ljust(SECTOR, b"\0") + stream.ljust(4096, b"\0")


LOCKED_WORD = compound_file("WordDocument", b"\xec\xa5" + bytes(8) + b"\x00\x01")
OPEN_WORD = compound_file("WordDocument", b"\xec\xa5")
LOCKED_PACKAGE = compound_file("EncryptedPackage")
