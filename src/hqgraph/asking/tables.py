"""Names on disk, found without reading them all: sorted strings, rows, and texts by any part.

One file is a few sections. A section is a list of byte strings: keys in the order of
their bytes, rows of JSON, or texts with the sorted places of all their characters
behind them, so that every text that holds a word is found by halving. What is asked
for is read where it lies; the same file serves a graph of five documents and one of
ten thousand.

    magic, checksum of all that follows, length of the list of sections
    the list of sections as JSON: name, where it begins, how long it is
    the sections
"""

from __future__ import annotations

import json
import mmap
import sys
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeAlias, overload

Data: TypeAlias = bytes | mmap.mmap

_MAGIC = b"hqnames\x01"
_HEAD = 16
"""Bytes before the list of sections: the magic ones and two whole numbers."""
_INT = "I"
_COMPARED = 48
"""How many bytes of a text its places are sorted by: sixteen characters."""


class BrokenError(Exception):
    """A file that is not what was written: cut off, changed, or of another kind."""


def joined(sections: Iterable[tuple[str, bytes]]) -> bytes:
    """Return a file of named sections."""
    listed: dict[str, tuple[int, int]] = {}
    parts: list[bytes] = []
    place = 0
    for name, content in sections:
        listed[name] = (place, len(content))
        parts.append(content)
        place += len(content)
    head = to_json(listed)
    body = b"".join((head, *parts))
    return _MAGIC + numbers((zlib.crc32(body), len(head))) + body


def sections_of(data: Data) -> dict[str, tuple[int, int]]:
    """Return where the sections of a file begin and end.

    Raises BrokenError where anything in the file is not as it was written.
    """
    if len(data) < _HEAD or data[: len(_MAGIC)] != _MAGIC:
        raise BrokenError
    checksum, length = _numbers_at(data, len(_MAGIC), _HEAD)
    with memoryview(data) as whole, whole[_HEAD:] as body:
        if zlib.crc32(body) != checksum:
            raise BrokenError
    start = _HEAD + length
    listed = json.loads(data[_HEAD:start])
    return {name: (start + place, start + place + size) for name, (place, size) in listed.items()}


def to_json(value: object) -> bytes:
    """Return a value as compact JSON in UTF-8."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def listed(items: Sequence[bytes]) -> bytes:
    """Return a section that holds a list of byte strings."""
    ends = accumulate(map(len, items), initial=0)
    return numbers((len(items), *ends)) + b"".join(items)


def places_of(texts: Sequence[bytes]) -> bytes:
    """Return a section with the places of all characters in texts, sorted by what follows."""
    blob = b"".join(texts)
    begins = [place for place, byte in enumerate(blob) if byte & 0xC0 != 0x80 and byte != 10]
    begins.sort(key=lambda place: blob[place : place + _COMPARED])
    return numbers(begins)


def numbers(values: Iterable[int]) -> bytes:
    """Return whole numbers as four bytes each, the lowest first."""
    from array import array  # noqa: PLC0415 (who only reads does without)

    found = array(_INT, values)
    if sys.byteorder == "big":
        found.byteswap()
    return found.tobytes()


def _numbers_at(data: Data, start: int, end: int) -> Sequence[int]:
    if sys.byteorder == "big":
        from array import array  # noqa: PLC0415

        found = array(_INT, data[start:end])
        found.byteswap()
        return found
    return memoryview(data)[start:end].cast("I")


class Strings(Sequence[bytes]):
    """The byte strings of a section."""

    def __init__(self, data: Data, start: int, end: int) -> None:
        self.data = data
        count = int.from_bytes(data[start : start + 4], "little")
        self.begin = start + 4 * (count + 2)
        self.ends = _numbers_at(data, start + 4, self.begin)
        self._count = count
        self.end = end

    def __len__(self) -> int:
        return self._count

    if TYPE_CHECKING:

        @overload
        def __getitem__(self, place: int) -> bytes: ...
        @overload
        def __getitem__(self, place: slice) -> Sequence[bytes]: ...

    def __getitem__(self, place: int | slice) -> bytes | Sequence[bytes]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(self._count))]
        return self.data[self.begin + self.ends[place] : self.begin + self.ends[place + 1]]

    def row(self, place: int) -> Any:
        """Return an item that is JSON."""
        return json.loads(self[place])

    def find(self, key: bytes, start: int = 0) -> int:
        """Return where a key stands among sorted ones, or would stand; not before ``start``."""
        return bisect_left(self, key, start)

    def place(self, key: str) -> int | None:
        """Return where a key stands, None where it is not there."""
        wanted = key.encode()
        found = self.find(wanted)
        return found if found < self._count and self[found] == wanted else None


class Texts:
    """Texts that are found by any part of them."""

    def __init__(self, texts: Strings, data: Data, start: int, end: int) -> None:
        self._texts = texts
        self._places = _numbers_at(data, start, end)

    def holding(self, part: str) -> Iterator[int]:
        """Yield the numbers of the texts that hold ``part``, in no particular order."""
        wanted = part.encode()
        head = wanted[:_COMPARED]
        sorted_ = _Cut(self._texts, self._places, len(head))
        first = bisect_left(sorted_, head)
        last = bisect_right(sorted_, head, first)
        seen: set[int] = set()
        data, begin, ends = self._texts.data, self._texts.begin, self._texts.ends
        for place in self._places[first:last]:
            if len(wanted) > _COMPARED:
                here = begin + place
                if data[here : here + len(wanted)] != wanted:
                    continue
            number = bisect_right(ends, place) - 1
            if number not in seen:
                seen.add(number)
                yield number

    def text(self, number: int) -> str:
        """Return a text."""
        return self._texts[number][:-1].decode()


class _Cut(Sequence[bytes]):
    """What stands at the sorted places, cut to one length."""

    def __init__(self, texts: Strings, places: Sequence[int], size: int) -> None:
        self._data, self._begin, self._size = texts.data, texts.begin, size
        self._places = places

    def __len__(self) -> int:
        return len(self._places)

    def __getitem__(self, number: Any) -> Any:
        start = self._begin + self._places[number]
        return self._data[start : start + self._size]
