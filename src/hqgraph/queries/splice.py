"""Putting parameters into a SPARQL text: as data in VALUES blocks, never as text.

A query speaks of a parameter as ``?_name``. Every group that mentions a set one
gets a ``VALUES ?_name { … }`` at its beginning, so that it is bound inside
OPTIONAL, FILTER, EXISTS, UNION and sub-selects alike, where SPARQL's bottom-up
evaluation would not see a block at the end, and where the engine's own
substitutions do not reach. A line that ends in ``#if ?_name`` is used only when
the parameter is set, one that ends in ``#unless ?_name`` only when it is not; with
several of these at its end, only when all of them hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

Bindings = Mapping[str, tuple[NamedNode | Literal, ...]]
"""The terms that a variable (without its question mark) may stand for."""

_TOKEN = re.compile(
    r"""(?P<comment>\#[^\n]*)
    | (?P<string>\"{3}(?:[^"\\]|\\.|"{1,2}(?!"))*\"{3} | '{3}(?:[^'\\]|\\.|'{1,2}(?!'))*'{3}
               | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*')
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<variable>[?$]\w+)
    | (?P<word>(?:\w|[.:%@-]|\\.)+)
    | (?P<mark>\S)""",
    re.VERBOSE | re.DOTALL,
)
_GUARD = re.compile(r"^(?P<line>.*?)\s#(?P<sense>if|unless) \?(?P<variable>\w+)\s*$")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a SPARQL text: what sort it is, and where it stands."""

    sort: str
    text: str
    start: int
    end: int


@dataclass
class _Block:
    """What stands between a pair of braces, or the whole text (``start`` is None there).

    ``values`` marks the data of VALUES and ``template`` that of CONSTRUCT;
    ``wrapper`` a group that is nothing but a sub-select.
    """

    start: int | None
    values: bool = False
    template: bool = False
    wrapper: bool = False
    variables: set[str] = field(default_factory=set)
    below: list[_Block] = field(default_factory=list)
    empty: bool = True


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a SPARQL text, comments included."""
    for match in _TOKEN.finditer(text):
        yield Token(str(match.lastgroup), match.group(), match.start(), match.end())


def guarded(text: str, bound: set[str]) -> str:
    """Drop the lines whose ``#if`` or ``#unless`` does not hold, and those comments."""
    kept: list[str] = []
    for line in text.splitlines():
        rest, holds = line, True
        while match := _GUARD.match(rest):
            holds = holds and (match["variable"] in bound) == (match["sense"] == "if")
            rest = match["line"].rstrip()
        if holds:
            kept.append(rest)
    return "\n".join(kept) + "\n"


def spliced(text: str, bindings: Bindings) -> str:
    """Return ``text`` with a VALUES block in every group that mentions a bound variable."""
    inserts: list[tuple[int, str]] = []
    for block in _groups(_blocks(text)):
        wanted = [name for name in bindings if name in block.variables]
        if wanted and block.start is not None:
            inserts.append((block.start, "".join(_values(name, bindings[name]) for name in wanted)))
    for place, words in sorted(inserts, reverse=True):
        text = text[:place] + words + text[place:]
    return text


def variables(text: str) -> set[str]:
    """Return the names of all variables that a SPARQL text mentions outside comments."""
    return {token.text[1:] for token in tokens(text) if token.sort == "variable"}


def _values(name: str, terms: tuple[NamedNode | Literal, ...]) -> str:
    """Spell the terms; pyoxigraph writes them with all escapes."""
    return f" VALUES ?{name} {{ {' '.join(map(str, terms))} }}"


def _blocks(text: str) -> _Block:
    """Read a text into its blocks."""
    root = _Block(None, wrapper=True)
    stack = [root]
    before: list[str] = []
    for token in tokens(text):
        if token.sort == "comment":
            continue
        top = stack[-1]
        if token.text == "{":
            block = _Block(token.end, values=_is_values(before), template=_is_template(before))
            top.below.append(block)
            top.empty = False
            stack.append(block)
        elif token.text == "}" and len(stack) > 1:
            stack.pop()
        elif token.sort == "variable":
            top.variables.add(token.text[1:])
        elif top.empty and token.text.upper() == "SELECT":
            top.wrapper = True
        if token.text != "{":
            top.empty = False
        before.append(token.text.upper())
    return root


def _groups(block: _Block) -> Iterator[_Block]:
    """Yield the groups that can take a VALUES block.

    What a SELECT clause or what follows it mentions belongs to its WHERE group.
    """
    where = [below for below in block.below if not below.values and not below.template]
    if block.wrapper and where:
        outside = [below for below in block.below if below.template]
        where[0].variables |= block.variables.union(*(below.variables for below in outside))
    elif not block.values and not block.template:
        yield block
    for below in block.below:
        yield from _groups(below)


def _is_template(before: list[str]) -> bool:
    return bool(before) and before[-1] == "CONSTRUCT"


def _is_values(before: list[str]) -> bool:
    """Tell whether a brace after these tokens opens the data of a VALUES block."""
    place = len(before) - 1
    while place >= 0 and (before[place] in {"(", ")"} or before[place][0] in "?$"):
        place -= 1
    return place >= 0 and before[place] == "VALUES"
