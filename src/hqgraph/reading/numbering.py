"""Numbers that Word prints before a paragraph but does not keep in its text.

Follows ECMA-376 part 1, §17.9: a paragraph names a list (``numId``) and a level;
the list's levels say in which numerals (``numFmt``) and in what frame
(``lvlText``: "（%1）", "%1、") its place is printed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from hqgraph.reading.numerals import numeral
from hqgraph.reading.package import attribute, child, local, number

_LEVELS = 9
_LONGEST_FRAME = 40
"""A frame of more characters than this is no numbering."""


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is printed."""

    form: str
    frame: str
    start: int
    restarts: bool
    legal: bool
    blank: str
    style: str | None


@dataclass(slots=True)
class _List:
    """A list as numbering.xml defines it, and how far it has been counted."""

    levels: dict[int, Level]
    style_link: str | None
    counts: dict[int, int] = field(default_factory=dict)


def _level(element: Element) -> Level:
    form = attribute(child(element, "numFmt"), "val") or "decimal"
    frame = attribute(child(element, "lvlText"), "val") or ""
    suffix = attribute(child(element, "suff"), "val") or "tab"
    return Level(
        form=form,
        frame=frame if len(frame) <= _LONGEST_FRAME and form != "bullet" else "",
        start=number(attribute(child(element, "start"), "val"), 0),
        restarts=attribute(child(element, "lvlRestart"), "val") != "0",
        legal=child(element, "isLgl") is not None,
        blank="" if suffix == "nothing" else " ",
        style=attribute(child(element, "pStyle"), "val"),
    )


def _levels(parent: Element) -> Iterator[tuple[int, Level]]:
    for element in parent:
        if local(element) == "lvl":
            at = number(attribute(element, "ilvl"), 0)
            if 0 <= at < _LEVELS:
                yield at, _level(element)


class Numbering:
    """The lists of one document; :meth:`label` counts as the paragraphs go by."""

    def __init__(self, tree: Element | None, style_list: Callable[[str], str | None]) -> None:
        """Read numbering.xml; ``style_list`` tells which ``numId`` a style stands for."""
        self._abstract: dict[str, _List] = {}
        self._nums: dict[str, tuple[str, dict[int, Level], dict[int, int]]] = {}
        self._begun: set[str] = set()
        self._style_list = style_list
        for element in tree if tree is not None else ():
            if local(element) == "abstractNum":
                link = attribute(child(element, "numStyleLink"), "val")
                name = attribute(element, "abstractNumId") or ""
                self._abstract[name] = _List(dict(_levels(element)), link)
            elif local(element) == "num":
                self._read_num(element)

    def _read_num(self, element: Element) -> None:
        levels: dict[int, Level] = {}
        starts: dict[int, int] = {}
        for override in element:
            if local(override) == "lvlOverride":
                at = number(attribute(override, "ilvl"), 0)
                levels.update(_levels(override))
                start = attribute(child(override, "startOverride"), "val")
                if start is not None and 0 <= at < _LEVELS:
                    starts[at] = number(start, 1)
        abstract = attribute(child(element, "abstractNumId"), "val") or ""
        self._nums[attribute(element, "numId") or ""] = (abstract, levels, starts)

    def _find(self, num: str) -> tuple[_List, dict[int, Level]] | None:
        """Return the list behind a ``numId``, through a list style where it names one."""
        seen: set[str] = set()
        while num in self._nums and num not in seen and len(seen) < _LEVELS:
            seen.add(num)
            abstract, overrides, _ = self._nums[num]
            found = self._abstract.get(abstract)
            if found is None:
                return None
            if found.levels or found.style_link is None:
                return found, {**found.levels, **overrides}
            num = self._style_list(found.style_link) or ""
        return None

    def level_of_style(self, num: str, style: str) -> int:
        """Return the level that a list keeps for a paragraph style, the first if none."""
        found = self._find(num)
        levels = found[1].items() if found else ()
        return next((at for at, level in levels if level.style == style), 0)

    def label(self, num: str, at: int) -> str:
        """Count one paragraph of list ``num`` at level ``at``; return what is printed before it."""
        found = self._find(num)
        if found is None or not 0 <= at < _LEVELS or at not in found[1]:
            return ""
        counted, levels = found
        if num not in self._begun:
            self._begun.add(num)
            for level_at, start in self._nums[num][2].items():
                counted.counts[level_at] = start - 1
        counted.counts[at] = counted.counts.get(at, levels[at].start - 1) + 1
        for below in [deeper for deeper in counted.counts if deeper > at]:
            if below not in levels or levels[below].restarts:
                del counted.counts[below]
        return _printed(levels, counted.counts, at)


def _printed(levels: dict[int, Level], counts: dict[int, int], at: int) -> str:
    own = levels[at]
    text = own.frame
    for shown in range(_LEVELS):
        mark = f"%{shown + 1}"
        if mark in text:
            level = levels.get(shown)
            value = counts.get(shown, level.start if level else 1)
            form = level.form if level else "decimal"
            text = text.replace(mark, numeral(value, "decimal" if own.legal else form))
    return text + own.blank if text else ""
