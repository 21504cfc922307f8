"""Why two tasks were paired: the words that both print, and the reason in a sentence.

Reasons go into the graph, so they are Chinese and of one form (see ``words.py``).
"""

from __future__ import annotations

from collections.abc import Iterator

from hqgraph.linking.alignment_measures import Comparer, Measures
from hqgraph.linking.alignment_text import Prepared, clauses, grams
from hqgraph.linking.compare_sentences import plain_words, sentence_diff
from hqgraph.linking.words import reason
from hqgraph.rdf.concepts import themes

MOST_SHARED = 5
"""How many stretches of common wording are given as proof."""

_SHORTEST = 4
_TELLING = 1.2
"""The least weight of a stretch of common words: 公立医院 alone proves nothing."""

_NEAR_TITLE = 0.4
_NEAR_MEANING = 0.5
_NAMED = 0.6
_NO_MARK = "\n"


def shared_words(comparer: Comparer, parent: Prepared, child: Prepared) -> tuple[str, ...]:
    """Return the longest stretches that both tasks print, the weightiest first."""
    theirs = _NO_MARK.join(_printed(parent))
    found = dict.fromkeys(stretch for part in _printed(child) for stretch in _common(part, theirs))
    weighed = [(-comparer.telling(grams(one)), at, one) for at, one in enumerate(found)]
    kept: list[str] = []
    for less, _, stretch in sorted(weighed):
        if -less >= _TELLING and not any(stretch in one for one in kept):
            kept.append(stretch)
    return tuple(kept[:MOST_SHARED])


def pair_reason(
    comparer: Comparer,
    parent: Prepared,
    child: Prepared,
    measures: Measures,
    shared: tuple[str, ...],
) -> str:
    """Return in words why a pair was found: titles, sentences, themes, agencies, common words."""
    return "；".join(_reasons(comparer, parent, child, measures, shared))


def _reasons(
    comparer: Comparer,
    parent: Prepared,
    child: Prepared,
    measures: Measures,
    shared: tuple[str, ...],
) -> Iterator[str]:
    one, other = parent.task, child.task
    if measures.title == 1:
        yield reason("align.title.same")
    elif measures.title >= _NEAR_TITLE:
        yield reason("align.title.near")
    elif measures.title_as_clause >= _NAMED:
        yield reason("align.title.clause")
    diff = sentence_diff(one.sentences, other.sentences)
    alike = len(diff.kept) + len({pair.child for pair in diff.changed})
    if alike:
        yield reason("align.sentences", alike=alike, whole=len(other.sentences))
    if comparer.rivals.mutual(parent, child):
        yield reason("align.nearest")
    if comparer.themed:
        yield from _themes(parent, child)
    if measures.meaning >= _NEAR_MEANING:
        yield reason("align.meaning")
    bodies = sorted(one.agencies & other.agencies)
    if bodies:
        yield reason("align.agencies", names="、".join(bodies))
    if shared:
        yield reason("align.shared", words="”“".join(shared))
    else:
        yield reason("align.shared.none")


def _themes(parent: Prepared, child: Prepared) -> Iterator[str]:
    one, other = parent.task.themes, child.task.themes
    near = (one | other) & parent.topics.keys() & child.topics.keys()
    if one & other:
        yield reason("align.themes", names=_names(one & other))
    elif near:
        yield reason("align.topics", names=_names(near))


def _names(slugs: frozenset[str] | set[str]) -> str:
    return "、".join(theme.zh for theme in themes() if theme.slug in slugs)


def _printed(task: Prepared) -> tuple[str, ...]:
    return (*clauses(task.task.title), *(part for part, _ in task.clauses))


def _common(part: str, text: str) -> Iterator[str]:
    """Yield the longest stretch of a clause that stands in a text too, then those beside it."""
    found = max(
        ((_reach(part, start, text) - start, -start) for start in range(len(part))), default=(0, 0)
    )
    length, start = found[0], -found[1]
    if length >= _SHORTEST:
        begin, end = _whole_words(part, start, start + length)
        if end - begin >= _SHORTEST:
            yield part[begin:end]
        yield from _common(part[:start], text)
        yield from _common(part[start + length :], text)


def _whole_words(part: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of a stretch without the halves of words and numbers at its ends."""
    for word in plain_words().finditer(part):
        if word.start() < start < word.end():
            start = word.end()
        if word.start() < end < word.end():
            end = word.start()
    while start < end and part[start - 1 : start].isdigit() and part[start].isdigit():
        start += 1
    while start < end and part[end - 1].isdigit():
        end -= 1
    return start, end


def _reach(part: str, start: int, text: str) -> int:
    """Return where the longest stretch from ``start`` that the text has ends."""
    end = start
    while end < len(part) and part[start : end + 1] in text:
        end += 1
    return end
