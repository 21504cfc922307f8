"""Words that stand for a plan as a whole: 公立医院高质量发展中，县医保局负责哪些任务.

They are part of the title of a document and of no task's: the document is meant, not a
task whose title would have each of the words.
"""

from __future__ import annotations

from hqgraph.asking.loose import squeeze
from hqgraph.asking.query import InDocument

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hqgraph.asking.compose import Composer
    from hqgraph.asking.pieces import Piece

_SHORTEST = 6
_INSIDE = {"topic", "target", "do", "filler", "verb", "programme"}


def constrain(state: Composer) -> None:
    """Take a run of words that only titles of documents have; these are then asked about."""
    for place, piece in enumerate(state.found):
        if piece.sort not in _INSIDE or piece.used:
            continue
        for run in _runs(state.found[place:]):
            words = "".join(part.text for part in run)
            topic = any(part.sort == "topic" for part in run)
            if topic and len(words) >= _SHORTEST and (iris := _documents(state, words)):
                for part in run:
                    part.use()
                state.add(InDocument(iris, f"“{words}”"))
                return


def _runs(found: list[Piece]) -> list[list[Piece]]:
    """Return the pieces that stand together from the first on, the longest run first."""
    run = found[:1]
    for piece in found[1:]:
        beside = piece.start == run[-1].start + len(run[-1].text)
        if piece.sort not in _INSIDE or piece.used or not beside:
            break
        run.append(piece)
    return [run[:size] for size in range(len(run), 0, -1)]


def _documents(state: Composer, words: str) -> tuple[str, ...]:
    """Return the documents asked about whose titles have the words, where no task's title has."""
    names = state.lexicon.names
    wanted = squeeze(words)
    if next(iter(names.tasks_titled(wanted)), None) is not None:
        return ()
    titled = names.documents_titled(wanted)
    return tuple(d.iri for d in titled if d.read and state.covers(d.region))
