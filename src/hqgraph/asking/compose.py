"""From pieces to the query graph: every piece becomes a constraint, or the question is refused.

Constraints are gathered sort by sort; a piece that one of them takes is marked.
What is left over at the end, but for light words, is named in the refusal.
"""

from __future__ import annotations

from hqgraph.asking import agencies, links, targets
from hqgraph.asking.accounts import DOCUMENT_WANTS, account, check
from hqgraph.asking.focus import Focus, find_focus
from hqgraph.asking.lexicon import Lexicon
from hqgraph.asking.loose import squeeze
from hqgraph.asking.pieces import Piece, bare_number
from hqgraph.asking.query import (
    AnyOf,
    Constraint,
    DeadlineKind,
    Due,
    IssuedIn,
    Mentions,
    Not,
    Numbered,
    OfLevel,
    Programme,
    Query,
    TaskIs,
    ThemeIs,
    TitledWith,
    TitleHas,
    Want,
    Within,
)
from hqgraph.asking.refusal import RefusalError
from hqgraph.asking.times import span_of
from hqgraph.messages import say

_EVERY = {"各", "各个", "各县", "下辖"}
_MOST_CONSTRAINTS = 12
"""More conditions than anyone asks at once, and joins that would take the engine long."""
_EXPLICIT = {"明确", "具体", "没有明确", "未明确", "没写明", "没有写明"}


class Composer:
    """The state of one reading: the pieces, the focus, the constraints so far."""

    def __init__(self, found: list[Piece], lexicon: Lexicon) -> None:
        self.found = found
        self.lexicon = lexicon
        self.where: list[Constraint] = []
        self.notes: list[str] = []
        self.shut: set[str] = set()
        focus = find_focus(found)
        if focus is None:
            raise RefusalError("asking.no-focus")
        self.focus: Focus = focus

    def of(self, *sorts: str) -> list[Piece]:
        """Return the pieces of some sorts that nothing has taken yet."""
        return [piece for piece in self.found if piece.sort in sorts and not piece.used]

    def negated(self, piece: Piece) -> bool:
        """Tell whether 不, 没有 or 除了 stands before a piece; takes that word.

        除了 reaches to 之外; 不 reaches the next name or number only.
        """
        place = self.found.index(piece)
        for before in reversed(self.found[:place]):
            if before.sort in {"neg", "except"}:
                before.use()
                return True
            skipped = {"filler", "verb", "conj", "role", "do"}
            if before.text != "任何" and (before.sort not in skipped or before.value == "but"):
                return False
        return False

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
        said, for those of the regions inside it.
        """
        own = {d.region for d in self.lexicon.names.documents.values() if d.read}
        every = any(p.sort == "every" or p.text in _EVERY for p in self.found)
        return every or not any(region in own for region in regions)

    def covers(self, region: str | None) -> bool:
        """Tell whether something of ``region`` belongs to what the question is about."""
        scope = self.scope()
        if region in self.shut:
            return False
        if not scope or region in scope:
            return True
        return self.wide(scope) and self.lexicon.names.inside(region, scope)

    def add(self, constraint: Constraint, *, negated: bool = False) -> None:
        """Take a constraint, or its opposite."""
        self.where.append(Not(constraint) if negated else constraint)


def compose(found: list[Piece], lexicon: Lexicon) -> Query:
    """Return the query graph of a question. Raises RefusalError, saying what is not understood."""
    state = Composer(found, lexicon)
    _topics_or_targets(state)
    _shared_regions(state)
    _regions(state)
    if state.focus.want in DOCUMENT_WANTS:
        links.documents(state)
    else:
        links.of_tasks(state)
    agencies.constrain(state)
    _hospitals(state)
    _tasks(state)
    if state.focus.want in DOCUMENT_WANTS and not state.of("target"):
        _issued(state)
    targets.constrain(state)
    _topics(state)
    _deadlines(state)
    _levels(state)
    roles = agencies.wanted_roles(state)
    account(state)
    check(state)
    where = tuple(dict.fromkeys(state.where))
    if len(where) > _MOST_CONSTRAINTS:
        raise RefusalError("asking.many", most=_MOST_CONSTRAINTS)
    return Query(
        state.focus.want,
        where,
        state.focus.form,
        roles=roles,
        items=_items(state),
        notes=tuple(state.notes),
    )


def _topics_or_targets(state: Composer) -> None:
    """Words that only occur in some target are words of a title, unless a target is wanted."""
    if state.focus.want is Want.TARGET:
        return
    for piece in state.of("target"):
        if "indicator" not in piece.also and {"topic", "theme"} & set(piece.also):
            piece.sort = "topic"


def _shared_regions(state: Composer) -> None:
    """邻水县和巫山县的医保局: both regions belong to the body."""
    for place in range(2, len(state.found)):
        region, conj, body = state.found[place - 2 : place + 1]
        if (
            region.sort == "region"
            and conj.sort == "conj"
            and body.sort == "agency"
            and body.region
        ):
            body.region = (*region.use().iris, *body.region)
            body.text = f"{region.text}{conj.text}{body.text}"
            region.sort = "shared"


def _regions(state: Composer) -> None:
    """Take the regions that stand alone; several are alternatives."""
    kept: list[Piece] = []
    for piece in state.of("region"):
        if state.negated(piece):
            state.add(Within(piece.iris, piece.text, inside=True), negated=True)
            state.shut.update(piece.iris)
        else:
            kept.append(piece)
        piece.use()
    if kept:
        iris = tuple(dict.fromkeys(iri for piece in kept for iri in piece.iris))
        _scope(state, iris, "、".join(piece.text for piece in kept))


def _scope(state: Composer, iris: tuple[str, ...], words: str) -> None:
    """Keep to the regions; say so where their own documents are not there but lower ones are."""
    wide = state.wide(iris)
    own = {d.region for d in state.lexicon.names.documents.values() if d.read}
    if state.focus.want not in DOCUMENT_WANTS and not any(
        state.lexicon.names.inside(region, iris) for region in own
    ):
        raise RefusalError("asking.no-region", name=words)
    levels = [p for p in state.found if p.sort in {"level", "every"}]
    if wide and not own & set(iris) and not levels:
        if state.focus.want in {Want.TARGET, Want.DEADLINE}:
            raise RefusalError("asking.no-own", name=words)
        state.notes.append(say("asking.note.inside", name=words))
    state.add(Within(iris, words, inside=wide))


def _hospitals(state: Composer) -> None:
    known = state.lexicon.names.hospitals
    scope = state.scope()
    for piece in state.of("hospital"):
        region = piece.region or scope
        inside = state.lexicon.names.inside
        here = tuple(i for i in piece.iris if not region or inside(known[i].region, region))
        unplaced = tuple(i for i in piece.iris if known[i].region is None)
        iris = here + unplaced if not piece.level or unplaced else here
        iris = state.lexicon.names.same_hospitals(iris, region)
        if not iris:
            raise RefusalError("asking.no-hospital", name=piece.text)
        if piece.region:
            state.add(Within(piece.region, state.named(piece.region)))
        state.add(Mentions(iris, piece.text), negated=state.negated(piece.use()))
    if any(piece.text == "任何" for piece in state.found):
        for piece in state.of("noun"):
            if piece.value == "hospital" and state.negated(piece):
                state.add(Mentions(tuple(known), piece.use().text), negated=True)


def _tasks(state: Composer) -> None:
    """Take the tasks that are named by title or number; several are alternatives."""
    titled: list[Constraint] = []
    for piece in state.of("task"):
        named = TaskIs(piece.use().iris, f"“{piece.text}”")
        if state.negated(piece):
            state.add(named, negated=True)
        else:
            titled.append(named)
    for piece in state.of("ordinal"):
        number = bare_number(piece.use().value)
        forms = (number, f"（{number}）")
        titled.append(Numbered(forms, say("asking.read.no", no=number)))
    if len(titled) > 1:
        state.add(AnyOf(tuple(titled)))
    else:
        state.where.extend(titled)


def _topics(state: Composer) -> None:
    """Take the words of titles; a theme where no title in question has them."""
    names = state.lexicon.names
    for piece in state.of("topic", "programme"):
        negated = state.negated(piece.use())
        wanted = squeeze(piece.text)
        here = [t for t in names.tasks if state.covers(t.region)]
        if piece.sort == "programme":
            state.add(Programme((piece.value,), f"“{piece.text}”"), negated=negated)
        elif state.focus.want in DOCUMENT_WANTS and _in_document_titles(state, wanted):
            state.add(TitledWith(piece.text, piece.text), negated=negated)
        elif "theme" in piece.also and (
            _says_theme(state) or not any(wanted in squeeze(t.title) for t in here)
        ):
            state.add(ThemeIs(piece.also["theme"], piece.text), negated=negated)
        else:
            state.add(TitleHas(piece.text, piece.text), negated=negated)


def _says_theme(state: Composer) -> bool:
    return any(piece.sort == "noun" and piece.value == "theme" for piece in state.found)


def _in_document_titles(state: Composer, wanted: str) -> bool:
    documents = state.lexicon.names.documents.values()
    return any(wanted in squeeze(title) for d in documents if d.read for title in d.titles)


def _deadlines(state: Composer) -> None:
    """Take 持续推进, dates with 前 后 内, and 没有时限."""
    for piece in state.of("aspect"):
        negated = state.negated(piece.use())
        state.add(DeadlineKind("ongoing", say("asking.read.ongoing")), negated=negated)
    for piece in state.of("date"):
        first, last = span_of(state.found, piece)
        negated = state.negated(piece.use())
        if state.focus.want is Want.TARGET:
            targets.due(state, first, last, piece.text)
        else:
            state.add(Due(first, last, _period(first, last)), negated=negated)
    for piece in state.of("noun"):
        timed = any(isinstance(item, Due | DeadlineKind) for item in state.where)
        if piece.value == "deadline" and not (timed and not _denied(state, piece)):
            negated = state.negated(piece.use())
            if negated and any(word.text in _EXPLICIT for word in state.found):
                state.add(Due(None, None, say("asking.read.dated")), negated=True)
            else:
                state.add(DeadlineKind("", say("asking.read.deadline")), negated=negated)


def _denied(state: Composer, piece: Piece) -> bool:
    """Tell whether 没有 stands right before a noun."""
    before = [p for p in state.found if p.start < piece.start and p.sort != "filler"]
    return bool(before) and before[-1].sort == "neg"


def _period(first: str | None, last: str | None) -> str:
    if first == last:
        return say("asking.read.on", date=first)
    if first is None:
        return say("asking.read.until", date=last)
    if last is None:
        return say("asking.read.from", date=first)
    return say("asking.read.between", first=first, last=last)


def _issued(state: Composer) -> None:
    """Take dates as those of documents."""
    for piece in state.of("date"):
        first, last = span_of(state.found, piece)
        state.add(IssuedIn(first, last, _period(first, last)), negated=state.negated(piece.use()))


def _levels(state: Composer) -> None:
    noun = state.focus.noun
    if noun is not None and noun.sort == "level":
        state.add(OfLevel(noun.value.partition(":")[0], noun.text))
    placed = state.focus.want is Want.TARGET and any(p.sort == "region" for p in state.found)
    for piece in state.of("level"):
        if placed and piece.text.endswith("级"):
            raise RefusalError("asking.left", words=piece.text)
        state.add(OfLevel(piece.use().value.partition(":")[0], piece.text))


def _items(state: Composer) -> bool:
    """Goals and safeguards count where a body's duties or a named item are asked for."""
    return any(isinstance(item, TaskIs) for item in state.where) or state.focus.want is Want.TARGET
