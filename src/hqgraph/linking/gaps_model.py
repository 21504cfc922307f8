"""The lines of a checklist: the kinds of gap, a gap, the list of them, and how one is made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from hqgraph.linking.compare import Comparison, PairDiff
from hqgraph.linking.compare_sentences import bare
from hqgraph.linking.lineage import Edge
from hqgraph.linking.task_text import OUTLINE

KINDS = (
    "target-weaker",
    "date-later",
    "date-missing",
    "task-missing",
    "target-missing",
    "target-unvalued",
    "target-fewer",
    "target-set-above",
    "sentence-missing",
    "clause-missing",
    "clause-near",
    "agencies-unlisted",
    "agency-missing",
    "task-added",
    "target-added",
    "sentence-added",
)
"""The kinds of gap, the gravest first; so they are listed."""
ASIDE = ("goal", "safeguard")
"""The kinds of item whose lines come last."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One line of the checklist.

    ``parent`` is what the parent prints (a title, a sentence, a value, a date, a
    kind of body), ``child`` what the child prints in its place; either may be empty.
    ``note`` says in words what to look at. ``minor`` marks what stands last: goals,
    safeguards, what is asked of other places. ``parent_says`` and ``child_says`` are the
    sentences that print it (of a whole task all of them, of a body the kinds charged).
    """

    kind: str
    parent_no: str
    parent_title: str
    child_no: str
    child_title: str
    parent: str
    child: str
    note: str = ""
    minor: bool = False
    parent_says: str = ""
    child_says: str = ""


@dataclass(frozen=True, slots=True)
class Gaps:
    """The checklist, and the comparison it was made from.

    ``path`` holds the edges of lineage that lead from the child to the parent; it
    is empty where the parent was named by the caller.
    """

    comparison: Comparison
    path: tuple[Edge, ...]
    gaps: tuple[Gap, ...]

    @property
    def of_outline(self) -> bool:
        """Whether the parent is held as an outline, which has no goals and no safeguards."""
        return any(item.kind == OUTLINE for item in self.comparison.parent_tasks)

    def counts(self) -> dict[str, int]:
        """Return how many lines there are of each kind, the gravest first."""
        found = Counter(gap.kind for gap in self.gaps)
        return {kind: found[kind] for kind in KINDS if found[kind]}

    def only(self, kinds: Sequence[str] = (), *, minor: bool = True) -> Gaps:
        """Return the checklist with these kinds alone (all where none is named).

        Without ``minor`` the lines that are marked so are left out.
        """
        kept = (gap for gap in self.gaps if not kinds or gap.kind in kinds)
        return replace(self, gaps=tuple(gap for gap in kept if minor or not gap.minor))


def gap_of(pair: PairDiff, kind: str, parent: str, child: str, note: str = "") -> Gap:
    """Return a line on an aligned pair, with the sentences that print either side's words."""
    above, below = pair.aligned.parent, pair.aligned.child
    minor = above.kind in ASIDE or below.kind in ASIDE
    gap = Gap(kind, above.no, above.title, below.no, below.title, parent, child, note, minor)
    return said(pair, gap, parent, child)


def said(pair: PairDiff, gap: Gap, parent: str, child: str) -> Gap:
    """Add the sentences of both tasks that print these words; the words where none does."""
    above = _sentence(parent, pair.aligned.parent.sentences)
    return replace(
        gap, parent_says=above, child_says=_sentence(child, pair.aligned.child.sentences)
    )


def _sentence(words: str, sentences: Sequence[str]) -> str:
    own = bare(words)
    return next((text for text in sentences if own and own in bare(text)), words)
