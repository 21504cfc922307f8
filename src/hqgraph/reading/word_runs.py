"""The printed characters of one Word paragraph, and what hangs on it.

Left out is what print leaves out: deleted and hidden text, field codes, the
readings above ruby, the second rendering that Word keeps for old programs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from hqgraph.errors import ReadError
from hqgraph.reading.package import MAX_DEPTH, attribute, child, local

UNPRINTED = frozenset({"del", "moveFrom", "rPr", "pPr", "instrText", "delText", "rt", "rubyPr"})
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}


@dataclass(slots=True)
class Runs:
    """The characters of a paragraph, its text boxes and the notes it points to."""

    parts: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)

    @property
    def content(self) -> str:
        """The characters in order."""
        return "".join(self.parts)


def _is_hidden(run: Element) -> bool:
    """Tell whether a run is set to be hidden: the property is there and not set to off."""
    vanish = child(run, "rPr", "vanish")
    return vanish is not None and attribute(vanish, "val") not in ("0", "false", "off")


def one_rendering(element: Element) -> Element | None:
    """Return the part of an AlternateContent that current programs show."""
    choice = child(element, "Choice")
    return choice if choice is not None else child(element, "Fallback")


def runs_of(paragraph: Element, source: str) -> Runs:
    """Collect the runs of a paragraph; raises ReadError where they nest beyond MAX_DEPTH."""
    runs = Runs()
    stack: list[tuple[Iterator[Element], int]] = [(iter(paragraph), 1)]
    while stack:
        children, depth = stack[-1]
        element = next(children, None)
        if element is None:
            stack.pop()
            continue
        if depth > MAX_DEPTH:
            raise ReadError("read.office.deep", path=source)
        inner = _collect(element, runs)
        if inner is not None:
            stack.append((iter(inner), depth + 1))
    return runs


def _collect(element: Element, runs: Runs) -> Element | None:
    """Take what ``element`` prints; return the element to go down into, if any."""
    name = local(element)
    if name == "t":
        runs.parts.append((element.text or "").replace("\n", " "))
    elif name in _SIGNS:
        runs.parts.append(_SIGNS[name])
    elif name in _NOTES:
        runs.notes.append((_NOTES[name], attribute(element, "id") or ""))
    elif name == "txbxContent":
        runs.boxes.append(element)
    elif name == "AlternateContent":
        return one_rendering(element)
    elif name not in UNPRINTED and not (name == "r" and _is_hidden(element)):
        return element
    return None


def is_bold(paragraph: Element) -> bool:
    """Tell whether all the printed runs of a paragraph are set in bold type."""
    printed = False
    for run in paragraph:
        if local(run) != "r" or child(run, "t") is None:
            continue
        printed = True
        bold = child(run, "rPr", "b")
        if bold is None or attribute(bold, "val") in ("0", "false", "off"):
            return False
    return printed
