"""What stands on a printed page: glyphs, straight rules and pictures, whatever the format.

Lengths are points (1/72 inch) and y grows downwards.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

_STRAIGHT = 1.0
"""Points by which a rule may be out of true."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character and its box."""

    char: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line: at ``at`` across its direction, from ``start`` to ``end`` along it."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Page:
    """What stands on one page, upright."""

    number: int
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)
    pictures: int = 0

    def draw(self, one: tuple[float, float], two: tuple[float, float]) -> None:
        """Add the line between two points if it runs along or across the page."""
        (x0, y0), (x1, y1) = one, two
        if not all(math.isfinite(value) for value in (x0, y0, x1, y1)):
            return
        wide, high = abs(x1 - x0), abs(y1 - y0)
        if high <= _STRAIGHT and wide > high:
            self.across.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif wide <= _STRAIGHT and high > wide:
            self.down.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))


def printed_twice(last: Glyph, glyph: Glyph) -> bool:
    """Tell whether a glyph only makes the one before it bold."""
    slack = 0.2 * (last.right - last.left)
    return (
        last.char == glyph.char
        and abs(last.left - glyph.left) < slack
        and abs(last.top - glyph.top) < slack
    )
