"""Reads .ofd files (GB/T 33190-2016), the fixed layout format of Chinese offices.

An .ofd file is a zip of XML pages with glyphs at positions, so what turns the
pages of a PDF into paragraphs and tables does the same here. Seals, signatures
and annotations are not read; pictures are counted, not looked at.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from hqgraph.errors import ReadError
from hqgraph.model import Text
from hqgraph.reading.kinds import bounded
from hqgraph.reading.marks import Page
from hqgraph.reading.ofd_page import Canvas
from hqgraph.reading.package import Package, attribute, child, local
from hqgraph.reading.printed import text_of

MAX_PAGES = 2_000


def read_ofd(data: bytes, source: str) -> Text:
    """Turn the bytes of an .ofd file into a Text; ``source`` names it in messages.

    Raises ReadError for what is damaged, encrypted, unsafe, too large, scanned,
    or without text.
    """
    bounded(len(data), "ofd", source)
    package = Package(data, source)
    if package.tree("Encryptions.xml") is not None:
        raise ReadError("read.office.encrypted", path=source)
    root = package.tree("OFD.xml")
    if root is None:
        raise ReadError("read.office.kind", path=source)
    found: list[Page] = []
    for body in _named(root, "DocBody"):
        name = _place("", child(body, "DocRoot"))
        document = package.tree(name)
        if document is None:
            raise ReadError("read.office.broken", path=source)
        found.extend(_pages(package, name, document, len(found)))
    return text_of(found, source, "ofd")


def _pages(package: Package, name: str, document: Element, count: int) -> Iterator[Page]:
    """Yield the pages of one document; ``count`` came before them."""
    common = child(document, "CommonData")
    templates = {
        attribute(element, "ID") or "": _location(name, attribute(element, "BaseLoc"))
        for element in _named(common, "TemplatePage")
    }
    trees: dict[str, Element | None] = {}
    canvas = Canvas(package.source)
    usual = child(common, "PageArea", "PhysicalBox")
    for element in _named(child(document, "Pages"), "Page"):
        count += 1
        if count > MAX_PAGES:
            raise ReadError("read.ofd-pages", path=package.source, limit=MAX_PAGES)
        tree = package.tree(_location(name, attribute(element, "BaseLoc")))
        if tree is None:
            raise ReadError("read.office.broken", path=package.source)
        own = child(tree, "Area", "PhysicalBox")
        canvas.begin(count, (usual if own is None else own))
        for used in _named(tree, "Template"):
            identity = attribute(used, "TemplateID") or ""
            if identity in templates and identity not in trees:
                trees[identity] = package.tree(templates[identity])
            canvas.draw(child(trees.get(identity), "Content"))
        canvas.draw(child(tree, "Content"))
        yield canvas.page


def _named(parent: Element | None, name: str) -> Iterator[Element]:
    return (element for element in ([] if parent is None else parent) if local(element) == name)


def _place(base: str, element: Element | None) -> str:
    return _location(base, None if element is None else element.text)


def _location(base: str, stated: str | None) -> str:
    """Return the name of a part that a file names: from the root, or from its own folder."""
    folder = posixpath.dirname(base)
    target = (stated or "").strip().replace("\\", "/")
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
