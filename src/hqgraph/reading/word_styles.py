"""What a Word style says about a paragraph: its list, and whether it is a table of contents."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from hqgraph.reading.package import attribute, child, local

_CONTENTS = re.compile(r"toc\s?\d|toc heading", re.IGNORECASE)

_LONGEST_CHAIN = 32
"""Styles based on one another beyond this are followed no further."""


@dataclass(frozen=True, slots=True)
class Style:
    """One style, with what it takes from the styles it is based on."""

    num: str | None = None
    level: str | None = None
    owner: str = ""
    contents: bool = False
    heading: int = 0


class Styles:
    """The styles of one document by id."""

    def __init__(self, tree: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._default = ""
        for element in tree if tree is not None else ():
            if local(element) == "style":
                name = attribute(element, "styleId") or ""
                self._elements[name] = element
                paragraph = attribute(element, "type") == "paragraph"
                if paragraph and attribute(element, "default") in ("1", "true"):
                    self._default = name
        self._known: dict[str, Style] = {}

    def style(self, name: str | None) -> Style:
        """Return the style ``name``, the document's default where it is ``None``."""
        name = self._default if name is None else name
        if name not in self._known:
            self._known[name] = self._resolve(name)
        return self._known[name]

    def list_of(self, name: str) -> str | None:
        """Return the list that the style ``name`` stands for."""
        return self.style(name).num

    def _resolve(self, name: str) -> Style:
        seen: set[str] = set()
        at: str | None = name
        contents = False
        heading = 0
        while at in self._elements and at not in seen and len(seen) < _LONGEST_CHAIN:
            seen.add(at)
            element = self._elements[at]
            contents |= bool(_CONTENTS.match(attribute(child(element, "name"), "val") or ""))
            heading = heading or outline_level(child(element, "pPr"))
            num = attribute(child(element, "pPr", "numPr", "numId"), "val")
            if num is not None:
                level = attribute(child(element, "pPr", "numPr", "ilvl"), "val")
                return Style(num, level, at, contents, heading)
            at = attribute(child(element, "basedOn"), "val")
        return Style(contents=contents, heading=heading)


def outline_level(properties: Element | None) -> int:
    """Return the outline level that paragraph properties give, from 1; 0 for text."""
    level = attribute(child(properties, "outlineLvl"), "val") or ""
    return int(level) + 1 if level in ("0", "1", "2", "3", "4", "5") else 0
