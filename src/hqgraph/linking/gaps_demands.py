"""What the parent's sentences demand and the child does not say, or says in other words.

Each demand of a sentence that has no partner is held against the tasks paired with
its own, then against the whole of the other document: said (no gap), near (similar
words stand there, quoted for comparing by hand) or missing. Sentences are taken
demand by demand, since two texts put the same demands into other sentences; only
where a sentence has none of its demands in common with the other text is it
listed whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pyoxigraph import NamedNode

from hqgraph.linking.compare import Comparison, PairDiff
from hqgraph.linking.compare_content import LONG_RUN, NEAR, SAID, Contents, Nearest
from hqgraph.linking.compare_demands import Demand, demands
from hqgraph.linking.compare_mentions import Mentions
from hqgraph.linking.compare_places import elsewhere
from hqgraph.linking.compare_sentences import all_clauses, bare
from hqgraph.linking.gaps_model import Gap, gap_of
from hqgraph.linking.task_text import TaskText
from hqgraph.messages import say
from hqgraph.model import Region

NEAR_ELSEWHERE = 0.5
"""What is found under other tasks only must hold more of a demand: much is said everywhere."""
NEAR_PARTNER = 0.2
"""What the demand's own sentence became needs to hold less of it."""
RUN_ELSEWHERE = 4.0
"""So must the common run be longer there."""
NEAR_TOGETHER = 0.75
"""The share of a demand that the paired tasks hold together, in whichever sentences."""
HEADING_TOGETHER = 0.65
"""The share of a heading that one item holds, half of it in one sentence, to have said it."""
_MOSTLY = 0.5
"""What names other places for at least this share of its characters is asked of those."""


@dataclass(frozen=True, slots=True)
class _Judged:
    """A demand, whether the other text says it, and where something like it stands."""

    demand: Demand
    said: bool
    near: Nearest | None


class Demands:
    """Holds the sentences of one document against the other, pair by pair.

    ``up`` looks for the child's sentences in the parent instead.
    """

    def __init__(self, found: Comparison, *, up: bool = False) -> None:
        own, other = found.parent_tasks, found.child_tasks
        if up:
            own, other = other, own
        self._places = found.places
        self._mentions, self._contents = Mentions(other), Contents(other, own)
        self._partners: dict[NamedNode, set[NamedNode]] = {}
        for pair in found.pairs:
            one, two = pair.aligned.parent.iri, pair.aligned.child.iri
            if up:
                one, two = two, one
            self._partners.setdefault(one, set()).add(two)
        self._told: set[tuple[NamedNode, str]] = set()

    def gaps(self, pair: PairDiff) -> Iterator[Gap]:
        """Yield the parent's demands of a pair that the child does not say, each once.

        What prints a target is told by the target.
        """
        for text in pair.sentences.dropped:
            yield from self._once(pair, text, "")
        for change in pair.sentences.changed:
            child = change.child if self._alike(change.parent, change.child) else ""
            yield from self._once(pair, change.parent, child)

    def is_new(self, item: TaskText, sentence: str) -> bool:
        """Tell whether the other document has nothing like any demand of a sentence."""
        if self._mentions.missing(sentence) != (sentence,):
            return False
        judged = [self._judge(item, one) for one in demands(sentence)]
        return not any(one.said or one.near for one in judged)

    def anywhere(self, text: str) -> Nearest | None:
        """Return the sentence of the whole document that holds most of a text."""
        return self._contents.nearest(text)

    def heading(self, title: str) -> Nearest | None:
        """Return the sentence that says a heading of which no text is held; None where none does.

        What one item has of it in several sentences counts, too.
        """
        found = self._contents.nearest(title)
        if found is None or found.share < NEAR_ELSEWHERE:
            return None
        whole = self._contents.together(title, {found.item.iri})
        return found if found.share >= SAID or whole >= HEADING_TOGETHER else None

    def paired(self, item: TaskText, text: str) -> Nearest | None:
        """Return the sentence of the tasks paired with an item that holds most of a text."""
        return self._contents.nearest(text, self._paired(item))

    def clause(self, near: Nearest, text: str) -> str:
        """Return the clause of a sentence that holds most of a text, the first of several."""
        parts = all_clauses(near.sentence)
        held = [self._contents.share(text, part) for part in parts]
        return parts[held.index(max(held))] if parts else near.sentence

    def _alike(self, parent: str, child: str) -> bool:
        return self._contents.share(parent, child) >= NEAR

    def _once(self, pair: PairDiff, sentence: str, child: str) -> Iterator[Gap]:
        key = (pair.aligned.parent.iri, sentence)
        if key in self._told or (not child and self._mentions.of(sentence) is not None):
            return
        self._told.add(key)
        yield from self._lines(pair, sentence, child)

    def _lines(self, pair: PairDiff, sentence: str, child: str) -> Iterator[Gap]:
        wanted = [one for one in demands(sentence) if not _by_target(pair, one.text)]
        judged = [self._judge(pair.aligned.parent, one, child) for one in wanted]
        left = [one for one in judged if not one.said]
        whole = len(left) == len(demands(sentence)) and not _prints_target(pair, sentence)
        if whole and not child and not any(one.near for one in left):
            gap = gap_of(pair, "sentence-missing", sentence, "")
            yield placed(gap, named(self._places, (sentence,)))
            return
        for one in left:
            text = sentence if whole and len(left) == 1 else one.demand.text
            if one.near:
                gap = _near(pair, text, one.near)
            else:
                gap = gap_of(pair, "clause-missing", text, child)
            yield placed(gap, named(self._places, (one.demand.text,)))

    def _judge(self, item: TaskText, demand: Demand, partner: str = "") -> _Judged:
        """Return whether the paired tasks or the whole other text say a demand.

        ``partner`` is what the other text made of the demand's sentence.
        """
        core = demand.core
        paired = self._paired(item)
        there = self._contents.nearest(core, paired)
        if self._mentions.says(demand.main) or (there and there.share >= SAID):
            return _Judged(demand, said=True, near=None)
        if there and (there.share >= NEAR or there.run >= LONG_RUN):
            near: Nearest | None = there
        elif there and self._contents.together(core, paired) >= NEAR_TOGETHER:
            near = there
        elif there and partner and self._contents.share(core, partner) >= NEAR_PARTNER:
            near = replace(there, sentence=partner)
        else:
            near = self._far(core)
        return _Judged(demand, said=False, near=near)

    def _paired(self, item: TaskText) -> set[NamedNode]:
        return self._partners.get(item.iri, set())

    def _far(self, text: str) -> Nearest | None:
        """Return the sentence of any task that holds so much of a text that it is about it."""
        found = self._contents.nearest(text)
        if found and (found.share >= NEAR_ELSEWHERE or found.run >= RUN_ELSEWHERE):
            return found
        return None


def named(places: tuple[Region | None, Region | None], texts: Sequence[str]) -> tuple[str, ...]:
    """Return the other places of which most of these words are asked; none where they are not."""
    parts = [clause for text in texts for clause in all_clauses(text)]
    found = {part: elsewhere(part, *places) for part in parts}
    size = sum(len(part) for part in parts if found[part])
    mostly = size >= _MOSTLY * sum(map(len, parts))
    if not (mostly and elsewhere("，".join(parts), *places)):
        return ()
    return tuple(dict.fromkeys(place for part in parts for place in found[part]))


def placed(gap: Gap, places: Sequence[str]) -> Gap:
    """Mark a gap that is asked of other places by name."""
    if not places:
        return gap
    note = say("linking.gap.elsewhere", places="、".join(places))
    return replace(gap, note=note, minor=True)


def _near(pair: PairDiff, text: str, near: Nearest) -> Gap:
    """Return a line on what stands in similar words, with the child's item that has them."""
    return under(gap_of(pair, "clause-near", text, near.sentence), pair, near)


def under(gap: Gap, pair: PairDiff, near: Nearest) -> Gap:
    """Say under which of the child's items something stands, where it is not the paired one."""
    if near.item.iri == pair.aligned.child.iri:
        return gap
    note = say("linking.gap.under", no=near.item.no, title=near.item.title)
    return replace(gap, child_no=near.item.no, child_title=near.item.title, note=note)


def _by_target(pair: PairDiff, text: str) -> bool:
    """Tell whether a clause of the parent prints a target, which is told for itself."""
    quotes = (bare(one.parent.quote) for one in pair.targets if one.parent)
    return any(quote in bare(text) or bare(text) in quote for quote in quotes if quote)


def _prints_target(pair: PairDiff, sentence: str) -> bool:
    return any(_by_target(pair, part) for part in all_clauses(sentence))
