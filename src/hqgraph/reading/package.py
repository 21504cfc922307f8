"""Opens the zip packages that .docx and .xlsx are, without trusting them.

Nothing is unpacked to disk, no part is read that was not asked for, macros are
never looked at, and every size is bounded before it is spent: a package that
would take more than its bytes suggest is refused, not tried.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Callable, Iterator
from typing import TypeVar
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from hqgraph.errors import ReadError
from hqgraph.reading import compound
from hqgraph.reading.zips import BROKEN, too_many_entries

MAX_XML_BYTES = 32 * 2**20
"""Unpacked bytes of all parts read from one package: a thousand-page document has 20 MB."""
MAX_XML_MARKS = 2_000_000
"""Tags and attributes of all parts read: bounds the memory and time of the tree."""
MAX_CELLS = 1_000_000
"""Cells of one file after merged cells are spread out."""
MAX_CHARACTERS = 20_000_000
"""Characters of one file after merged cells are spread out: 20,000 pages."""
MAX_DEPTH = 60
"""Elements inside one another, text boxes and nested tables included."""

_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)

_T = TypeVar("_T")
_MAIN_PART = "officeDocument"


def local(element: Element) -> str:
    """Return an element's name without its namespace: both dialects of the format use it."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: Element | None, name: str) -> str | None:
    """Return the attribute ``name`` whatever its namespace, ``None`` where there is none."""
    if element is None:
        return None
    if name in element.attrib:
        return element.attrib[name]
    ending = "}" + name
    return next((value for key, value in element.attrib.items() if key.endswith(ending)), None)


def child(element: Element | None, *names: str) -> Element | None:
    """Return the first descendant reached by going down the local ``names``."""
    for name in names:
        if element is None:
            return None
        element = next((below for below in element if local(below) == name), None)
    return element


def number(value: str | None, default: int) -> int:
    """Return an attribute as an integer, ``default`` where it is none of a sane size."""
    if value is None or len(value) > 9:
        return default
    try:
        return int(value)
    except ValueError:
        return default


class Budget:
    """Counts the cells and characters a file is spread out to, and stops it in time."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._cells = 0
        self._characters = 0

    def spend(self, cells: int, characters: int) -> None:
        """Count; raises ReadError where a file asks for more than a document holds."""
        self._cells += cells
        self._characters += characters
        if self._cells > MAX_CELLS or self._characters > MAX_CHARACTERS:
            raise ReadError("read.office.large", path=self._source)


class Package:
    """The parts of one .docx or .xlsx file, by name."""

    def __init__(self, data: bytes, source: str) -> None:
        """Open ``data``; raises ReadError for what is no sound, open package."""
        self.source = source
        self._left = MAX_XML_BYTES
        self._marks = MAX_XML_MARKS
        if not data:
            raise ReadError("read.empty", path=source)
        if data.startswith(compound.MAGIC):
            locked = compound.document_kind(data) == "locked"
            raise ReadError("read.office.encrypted" if locked else "read.office.old", path=source)
        if not data.startswith(b"PK"):
            raise ReadError("read.office.kind", path=source)
        if too_many_entries(data):
            raise ReadError("read.office.large", path=source)
        self._zip = self._guarded(lambda: zipfile.ZipFile(io.BytesIO(data)))
        self._infos = {info.filename.lower(): info for info in self._zip.infolist()}

    def _guarded(self, step: Callable[[], _T]) -> _T:
        try:
            return step()
        except BROKEN:
            raise ReadError("read.office.broken", path=self.source) from None

    def tree(self, name: str) -> Element | None:
        """Return the root element of a part, ``None`` where the package has no such part.

        Raises ReadError for a damaged or encrypted part, for one with a document
        type or entities, and for one that is too large.
        """
        info = self._infos.get(name.lower())
        if info is None:
            return None
        if info.flag_bits & 0x1:
            raise ReadError("read.office.encrypted", path=self.source)
        if info.compress_type not in _METHODS:
            raise ReadError("read.office.broken", path=self.source)
        data = self._guarded(lambda: self._bytes(info))
        self._left -= len(data)
        self._marks -= data.count(b"<") + data.count(b"=")
        if self._left < 0 or self._marks < 0:
            raise ReadError("read.office.large", path=self.source)
        return self._parsed(data)

    def _bytes(self, info: zipfile.ZipInfo) -> bytes:
        with self._zip.open(info) as handle:
            return handle.read(self._left + 1)

    def _parsed(self, data: bytes) -> Element:
        try:
            root: Element = fromstring(data, forbid_dtd=True)
        except DefusedXmlException:
            raise ReadError("read.office.unsafe", path=self.source) from None
        except (ParseError, ValueError, LookupError):
            raise ReadError("read.office.broken", path=self.source) from None
        return root

    def main(self, usual: str, root: str) -> tuple[str, Element]:
        """Return the name and tree of the main part, whose root element must be ``root``.

        ``usual`` is its name where the package does not say. Raises ReadError
        where the package holds another kind of document.
        """
        stated = (target for kind, target in self.relations("").values() if kind == _MAIN_PART)
        name = next(stated, usual)
        tree = self.tree(name)
        if tree is None or local(tree) != root:
            raise ReadError("read.office.kind", path=self.source)
        return name, tree

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Return what a part points to inside the package: id to (kind, name)."""
        folder, name = posixpath.split(part)
        tree = self.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
        return {} if tree is None else dict(_relations(tree, folder))


def _relations(tree: Element, folder: str) -> Iterator[tuple[str, tuple[str, str]]]:
    for relation in tree:
        target = relation.get("Target")
        if target is None or relation.get("TargetMode") == "External":
            continue
        kind = relation.get("Type", "").rpartition("/")[2]
        name = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        yield relation.get("Id", ""), (kind, name)
