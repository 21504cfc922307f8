"""How a file is set: where its lines begin and end, and what parts its paragraphs.

Chinese official print (GB/T 9704) sets the first line of a paragraph two
characters in and every other one at the margin; office programs and browsers
leave white between paragraphs instead; a program that prints a text line by
line does neither. A habit counts only where nearly all of the file keeps to it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, inf

from hqgraph.reading.pdf_lines import PrintedLine

_MARGIN_LINES = 8
_INDENTED_LINES = 3
_CENTRED = 0.4
"""The habit of indenting: so many lines at the margin and two characters in, few elsewhere."""
_STARTS = 0.6
"""In such a file at least this share of the indented lines comes after the end of a paragraph;
where hardly any does, the first lines hang out."""
_INDENT = 1.3
"""Em from which a line is indented: paragraphs are by two, a moved Latin word by less."""
_FAR = 3.2
"""Em from which a line is not indented but centred or set to the right."""
_SLACK = 0.6
"""Em that may stay empty at the end of a line though what follows would have fitted."""
_FULL = 2.2
"""Em that a full line may end before the others do: marks that must not begin a line move."""
_ALIKE = 0.1
"""Share by which the sizes of two lines of the same kind may differ."""
_WIDE, _WIDE_POINTS = 1.12, 1.2
"""More white than usual between two lines: so many times their pitch, and so many points."""
_KEPT = 0.9
_PROOFS = 3
"""A habit is kept in this share of the cases that prove it, and in at least so many."""
_COUNTED = 0.3
_COUNTED_SHORT = 2
"""Lines cut by count: this share has one length, and so many of those end early."""
_FEW = 5
_SAME = 3.0
"""Lines from which a page or column shows its own margin, unless one (so many points near)
begins at the margin of the others.
"""
_TORN = 2
"""Full lines that stop in a sentence, from which the right margin is known."""
_TERMINAL = "。！？；"
_CLOSING = "，。、；：！？）〕】》〉」』…%％)"
_OPENING = "（〔【《〈「『("
_QUOTES = "“”‘’"

Place = tuple[int, int]


def place_of(line: PrintedLine) -> Place:
    """Return the page and column of a line."""
    return line.page, line.column


@dataclass(frozen=True, slots=True)
class Setting:
    """Margins and habits of a file.

    ``left`` is where the text of each page and column begins, ``right`` how far
    from there its full lines reach; ``indented`` says that first lines are set
    in, ``hanging`` that all others are; ``pitch`` (em) is the distance of lines
    within a paragraph where the file leaves more between two; ``count`` is how
    many characters a line has where they are counted, whatever their width.
    """

    left: dict[Place, float]
    right: float
    indented: bool = False
    hanging: bool = False
    pitch: float | None = None
    count: int | None = None

    def indent(self, line: PrintedLine) -> int:
        """Return 0 for a line at the margin, 1 for an indented one, 2 for one further in."""
        blank = (line.left - self.left[place_of(line)]) / line.size
        if blank < _INDENT:
            return 0
        return 1 if blank < _FAR else 2

    def room(self, line: PrintedLine) -> float:
        """Return how much stays empty at the end of a line."""
        return self.right - (line.right - self.left[place_of(line)])

    def ended(self, before: PrintedLine, line: PrintedLine) -> bool:
        """Tell whether the author ended ``before``: what ``line`` begins with would have fitted."""
        if self.count is not None:
            count = len(before.content) + (2 if self.indent(before) == 1 else 0)
            return count < self.count - (before.content[-1] not in _TERMINAL)
        return self.room(before) > first_width(line) + _SLACK * before.size

    def short(self, line: PrintedLine) -> bool:
        """Tell whether a line ends well before the margin."""
        if self.count is not None:
            return len(line.content) + (2 if self.indent(line) == 1 else 0) < self.count - 1
        return self.room(line) > _FULL * line.size

    def parted(self, before: PrintedLine, line: PrintedLine) -> bool | None:
        """Tell whether white parts two lines; ``None`` where the file does not show it so."""
        if self.pitch is None or not _follows(before, line):
            return None
        return _wide(before, line, self.pitch)


def first_width(line: PrintedLine) -> float:
    """Return the width of what begins a line and cannot be torn: a word, a mark with its word."""
    glyphs = line.glyphs
    end = 1
    while end < len(glyphs) and _glued(glyphs[end - 1].char, glyphs[end].char):
        end += 1
    return glyphs[end - 1].right - glyphs[0].left if glyphs else line.size


def _glued(one: str, two: str) -> bool:
    """Tell whether no line ends between two characters."""
    if one in _OPENING + _QUOTES or two in _CLOSING + _QUOTES:
        return True
    return two.isascii() and (one.isascii() or one in _CLOSING)


def setting_of(lines: Sequence[PrintedLine]) -> Setting | None:
    """Return how a file is set, ``None`` for one without lines."""
    if not lines:
        return None
    left = _lefts(lines)
    plain = Setting(left, _right(lines, left))
    counted = Setting(left, plain.right, count=_count(lines, plain))
    starts = _starts(lines, counted)
    return Setting(
        left,
        plain.right,
        indented=starts is not None and starts >= _STARTS,
        hanging=starts is not None and starts <= 1 - _STARTS,
        pitch=_pitch(lines, counted),
        count=counted.count,
    )


def _lefts(lines: Sequence[PrintedLine]) -> dict[Place, float]:
    """Return the left margin of each page and column."""
    places: dict[Place, list[PrintedLine]] = {}
    for line in lines:
        places.setdefault(place_of(line), []).append(line)
    found = {place: _margin(inside) for place, inside in places.items()}
    for place, inside in places.items():
        others = Counter(round(found[p]) for p in found if p[1] == place[1] and p != place)
        if not others:
            continue
        usual = max(others, key=lambda at: (others[at], -at))
        shown = any(abs(line.left - usual) < _SAME for line in inside)
        blank = (found[place] - usual) / inside[0].size
        if (shown or len(inside) < _FEW) and _INDENT <= blank < _FAR:
            found[place] = float(usual)
    return found


def _right(lines: Sequence[PrintedLine], left: dict[Place, float]) -> float:
    """Return how far full lines reach: no line is full where hardly one stops in a sentence.

    That is where all but the widest tenth end, unless no lines are torn just there: of
    a page with a line or two of full width the widest line shows the margin.
    """
    reach = [line.right - left[place_of(line)] for line in lines]
    right = sorted(reach)[ceil(0.9 * (len(reach) - 1))]
    over = [
        (end - right) / line.size
        for end, line in zip(reach, lines, strict=True)
        if end > right - 2 * line.size and line.content[-1] not in _TERMINAL
    ]
    if len(over) < _TORN:
        return inf
    return right if sum(1 for em in over if em <= _FULL) >= _TORN else max(reach)


def _margin(lines: Sequence[PrintedLine]) -> float:
    """Return the leftmost place where at least a tenth of the lines, and two, begin."""
    places = Counter(round(line.left / 3) for line in lines)
    least = max(2.0, 0.1 * len(lines))
    frequent = [place for place, count in places.items() if count >= least]
    place = min(frequent or places)
    return min(line.left for line in lines if round(line.left / 3) == place)


def _count(lines: Sequence[PrintedLine], plain: Setting) -> int | None:
    """Return the number of characters to which a file cuts its lines, if it cuts by number."""
    lengths = Counter(len(line.content) for line in lines)
    length = max(lengths, key=lambda n: (lengths[n], n))
    over = sum(count for n, count in lengths.items() if n > length)
    if lengths[length] < max(_MARGIN_LINES, _COUNTED * len(lines)) or over > 0.05 * len(lines):
        return None
    early = sum(1 for line in lines if len(line.content) == length and plain.short(line))
    return length if early >= _COUNTED_SHORT else None


def _starts(lines: Sequence[PrintedLine], setting: Setting) -> float | None:
    """Return the share of indented lines that begin paragraphs, ``None`` for too few lines."""
    indents = Counter(setting.indent(line) for line in lines)
    if indents[0] < _MARGIN_LINES or indents[1] < _INDENTED_LINES:
        return None
    if indents[2] > _CENTRED * len(lines):
        return None
    pairs = [(one, two) for one, two in pairwise(lines) if setting.indent(two) == 1]
    starts = sum(1 for one, two in pairs if one.content[-1] in "。；：" or setting.ended(one, two))
    return starts / max(1, len(pairs))


def _pitch(lines: Sequence[PrintedLine], setting: Setting) -> float | None:
    """Return the pitch within paragraphs, in em, if the file leaves more white between them."""
    pairs = list(_followed(lines))
    pitches = Counter(round((two.base - one.base) / one.size, 1) for one, two in pairs)
    usual = [pitch for pitch, count in pitches.items() if count >= 0.1 * len(pairs)]
    if not usual:
        return None
    pitch = min(usual)
    wraps = [_wide(*pair, pitch) for pair in pairs if _surely_one(*pair, setting)]
    ends = [_wide(*pair, pitch) for pair in pairs if _surely_two(*pair, setting)]
    kept = len(wraps) - sum(wraps) >= _KEPT * len(wraps) and sum(ends) >= _KEPT * len(ends)
    return pitch if kept and len(wraps) >= _PROOFS and len(ends) >= _PROOFS else None


def _followed(lines: Sequence[PrintedLine]) -> Iterator[tuple[PrintedLine, PrintedLine]]:
    return ((one, two) for one, two in pairwise(lines) if _follows(one, two))


def _follows(one: PrintedLine, two: PrintedLine) -> bool:
    """Tell whether a line stands below another, of the same size and in the same column."""
    return (
        place_of(one) == place_of(two)
        and two.base > one.base
        and abs(two.size - one.size) <= _ALIKE * one.size
    )


def _wide(one: PrintedLine, two: PrintedLine, pitch: float) -> bool:
    return two.base - one.base > _WIDE * pitch * one.size + _WIDE_POINTS


def _surely_one(one: PrintedLine, two: PrintedLine, setting: Setting) -> bool:
    """Tell whether two lines are one paragraph: the first is full and stops in a sentence."""
    return one.content[-1] not in "。！？；：" and not setting.ended(one, two)


def _surely_two(one: PrintedLine, two: PrintedLine, setting: Setting) -> bool:
    """Tell whether two lines are two paragraphs: the first is short and ends a sentence."""
    return one.content[-1] in "。！？；：）" and setting.short(one) and setting.ended(one, two)
