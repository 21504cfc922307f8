"""From pieces to the query graph: every piece becomes a constraint, or the question is refused.

Constraints are gathered sort by sort; a piece that one of them takes is marked.
What is left over at the end, but for light words, is named in the refusal.
"""

from __future__ import annotations

from itertools import pairwise

from hqgraph.asking import (
    agencies,
    hospitals,
    lacking,
    levels,
    links,
    named,
    places,
    plans,
    says,
    sections,
    targets,
    than,
    times,
    unnamed,
)
from hqgraph.asking.accounts import DOCUMENT_WANTS, account
from hqgraph.asking.amounts import having
from hqgraph.asking.checks import check
from hqgraph.asking.focus import find_focus
from hqgraph.asking.lexicon import Lexicon
from hqgraph.asking.loose import squeeze
from hqgraph.asking.pieces import Piece
from hqgraph.asking.query import (
    AnyOf,
    Constraint,
    Form,
    Having,
    Not,
    Programme,
    Query,
    Says,
    ThemeIs,
    TitledWith,
    TitleHas,
    Want,
    Within,
)
from hqgraph.asking.refusal import RefusalError
from hqgraph.asking.wanted import Focus
from hqgraph.messages import say

_OF_TEXT = {"target", "topic", "agency", "hospital", "programme", "task", "quote"}
"""What only the text of a document tells of."""
_EVERY = {"各", "各个", "各县", "下辖"}
_MOST_CONSTRAINTS = 12
"""More conditions than anyone asks at once, and joins that would take the engine long."""


class Composer:
    """The state of one reading: the pieces, the focus, the constraints so far."""

    def __init__(self, found: list[Piece], lexicon: Lexicon) -> None:
        self.found = found
        self.lexicon = lexicon
        self.where: list[Constraint] = []
        self.notes: list[str] = []
        self.shut: set[str] = set()
        self.each = "region"
        self.amount: Having | None = None
        focus = find_focus(found)
        if focus is None:
            raise RefusalError("asking.no-focus")
        self.focus: Focus = focus

    def of(self, *sorts: str) -> list[Piece]:
        """Return the pieces of some sorts that nothing has taken yet."""
        return [piece for piece in self.found if piece.sort in sorts and not piece.used]

    def negated(self, piece: Piece) -> bool:
        """Tell whether 不, 没有 or 除了 stands before a piece; takes that word.

        除了 reaches to 之外; 不 reaches the next name or number only, and never out of
        its own clause: 它没有参与的邻水县任务 are those of 邻水县.
        """
        place = self.found.index(piece)
        clause = False
        for before in reversed(self.found[:place]):
            if before.sort in {"neg", "except"}:
                if before.used and self._is_of_another(before):
                    return False
                before.use()
                return True
            clause = clause or before.text.endswith("的")
            if clause and before.sort in {"role", "verb", "do"}:
                return False
            skipped = {"filler", "verb", "conj", "role", "do"}
            if piece.sort == "task":
                skipped.add("region")
            if before.text != "任何" and (before.sort not in skipped or before.value == "but"):
                return False
        return False

    def _is_of_another(self, word: Piece) -> bool:
        """Tell whether 不 stands right behind a body, whose part it denies: 甲不参与、乙参与."""
        before = [p for p in self.found[: self.found.index(word)] if p.sort != "filler"]
        return word.sort == "neg" and bool(before) and before[-1].sort == "agency"

    def named(self, regions: tuple[str, ...]) -> str:
        """Return the full names of regions."""
        known = self.lexicon.names.regions
        return "、".join(known[iri].names[0] for iri in regions)

    def scope(self) -> tuple[str, ...]:
        """Return the regions that the question is about, however they are said."""
        said = [p.iris for p in self.found if p.sort == "region"]
        said += [p.region for p in self.found if p.region and p.sort in {"agency", "hospital"}]
        return tuple(dict.fromkeys(i for iris in said for i in iris if i not in self.shut))

    def wide(self, regions: tuple[str, ...]) -> bool:
        """Tell whether regions stand for what lies in them, too.

        A region stands for its own documents; where none was read, or where 各 is
        or 哪个县 is said, for those of the regions inside it.
        """
        own = self.own(regions)
        every = any(p.sort in {"every", "level"} or p.text in _EVERY for p in self.found)
        return every or not any(region in own for region in regions)

    def own(self, regions: tuple[str, ...]) -> frozenset[str]:
        """Return the regions that have documents of their own, which tell what is wanted.

        Of a document that is only known of, its number and date may be known as well.
        """
        names = self.lexicon.names
        described = self.focus.want in DOCUMENT_WANTS - {Want.DOCUMENT}
        if not described or any(p.sort in _OF_TEXT for p in self.found):
            return names.read_regions
        known = frozenset(r for r in regions if names.documents_in((r,)))
        return names.read_regions | known

    def covers(self, region: str | None) -> bool:
        """Tell whether something of ``region`` belongs to what the question is about."""
        scope = self.scope()
        if region in self.shut:
            return False
        if not scope or region in scope:
            return True
        return self.wide(scope) and self.lexicon.names.inside(region, scope)

    def choose(self, piece: Piece, constraint: Constraint, *, negated: bool = False) -> None:
        """Take a constraint, as an alternative to the last one where 或 stands before its piece."""
        before = [p for p in self.found if p.start < piece.start and p.sort != "filler"]
        either = before and before[-1].sort == "conj" and before[-1].value == "or"
        last = self.where[-1] if self.where else None
        if either and last is not None and not negated and not isinstance(last, Not):
            known = last.inner if isinstance(last, AnyOf) else (last,)
            self.where[-1] = AnyOf((*known, constraint))
        else:
            self.add(constraint, negated=negated)

    def add(self, constraint: Constraint, *, negated: bool = False) -> None:
        """Take a constraint, or its opposite."""
        self.where.append(Not(constraint) if negated else constraint)


def compose(found: list[Piece], lexicon: Lexicon) -> Query:
    """Return the query graph of a question. Raises RefusalError, saying what is not understood."""
    state = Composer(found, lexicon)
    _said_instead(state)
    than.constrain(state)
    if state.focus.want not in DOCUMENT_WANTS:
        plans.constrain(state)
    sections.constrain(state)
    says.free(state)
    says.said(state)
    _topics_or_targets(state)
    places.shared(state)
    says.shared(state)
    places.constrain(state)
    if state.focus.want in DOCUMENT_WANTS:
        links.documents(state)
    else:
        links.of_tasks(state)
    state.amount = state.focus.amount or having(state)
    agencies.constrain(state)
    hospitals.constrain(state)
    named.constrain(state)
    if state.focus.want in DOCUMENT_WANTS and not state.of("target"):
        times.issued(state)
    targets.constrain(state)
    _topics(state)
    times.deadlines(state)
    levels.constrain(state)
    roles = agencies.wanted_roles(state)
    account(state)
    check(state)
    lacking.constrain(state)
    where = tuple(dict.fromkeys(state.where))
    if len(where) > _MOST_CONSTRAINTS:
        raise RefusalError("asking.many", most=_MOST_CONSTRAINTS)
    return Query(
        state.focus.want,
        where,
        state.focus.form,
        roles=roles,
        items=unnamed.items(state),
        notes=tuple(dict.fromkeys(state.notes)),
        having=state.amount,
        rank=state.focus.rank,
        top=state.focus.top,
        each=state.each,
        places=_places(state),
    )


def _places(state: Composer) -> int:
    """Return how many regions are set beside each other; 0 where the question names none."""
    if state.focus.form not in {Form.SAME, Form.APART}:
        return 0
    return len({iri for item in state.where if isinstance(item, Within) for iri in item.regions})


def _said_instead(state: Composer) -> None:
    """Say which document stands for 邻水县的方案 where the region has no 方案 but one document."""
    for piece in state.found:
        if known := piece.also.get("instead"):
            said = "、".join(known)
            state.notes.append(say("asking.note.only-document", name=piece.text, known=said))


def _topics_or_targets(state: Composer) -> None:
    """Words that only occur in some target are words of a title, unless a target is wanted."""
    if state.focus.want is Want.TARGET:
        return
    for piece in state.of("target"):
        if "indicator" not in piece.also and {"topic", "theme"} & set(piece.also):
            piece.sort = "topic"


def _topics(state: Composer) -> None:
    """Take the words of titles; a theme where no title in question has them."""
    names = state.lexicon.names
    reforms = _reforms(state)
    for piece in state.of("topic", "programme"):
        negated = state.negated(piece.use())
        wanted = squeeze(piece.text)
        titled = any(state.covers(task.region) for task in names.tasks_titled(wanted))
        if piece.sort == "programme" and state.focus.want is Want.MEASURE:
            item: Constraint = Says(piece.value, f"“{piece.text}”", own=True)
        elif piece.sort == "programme":
            item = Programme((piece.value,), f"“{piece.text}”")
        elif state.focus.want in DOCUMENT_WANTS and _in_document_titles(state, wanted):
            item = TitledWith(piece.text, piece.text)
        elif "theme" in piece.also and (_says_theme(state) or not titled):
            item = ThemeIs(piece.also["theme"], piece.text)
        elif "theme" in piece.also and (piece in reforms or _before_tasks(state, piece)):
            themed = ThemeIs(piece.also["theme"], piece.text)
            item = AnyOf((themed, TitleHas(piece.text, piece.text)))
            state.notes.append(say("asking.note.theme-or-title", name=piece.text))
        elif state.focus.want is Want.MEASURE and not titled:
            item = Says(piece.text, f"“{piece.text}”", own=True)
        else:
            item = TitleHas(piece.text, piece.text)
        state.choose(piece, item, negated=negated)


def _reforms(state: Composer) -> list[Piece]:
    """Return the themes that 改革 is said of, as their own labels do: 薪酬改革 is 薪酬制度改革."""
    known = state.lexicon.names.themes
    found = []
    for piece, after in pairwise(state.found):
        themes = piece.also.get("theme", ()) if piece.sort == "topic" else ()
        labelled = any(name.endswith("改革") for iri in themes for name in known[iri])
        if labelled and after.sort == "topic" and after.text == "改革" and not after.used:
            after.use()
            found.append(piece)
    return found


def _before_tasks(state: Composer, piece: Piece) -> bool:
    """Tell whether 任务 stands right after a theme: 党建任务, not 关于党建的任务."""
    place = state.found.index(piece)
    after = state.found[place + 1] if place + 1 < len(state.found) else piece
    before = state.found[place - 1] if place else piece
    return after.sort == "noun" and after.value == "task" and before.sort != "verb"


def _says_theme(state: Composer) -> bool:
    return any(piece.sort == "noun" and piece.value == "theme" for piece in state.found)


def _in_document_titles(state: Composer, wanted: str) -> bool:
    return any(document.read for document in state.lexicon.names.documents_titled(wanted))
