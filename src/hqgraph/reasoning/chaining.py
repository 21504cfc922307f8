"""Rules over facts until nothing new comes: forward chaining, each new triple looked at once.

Terms are numbered while this runs, so that what is compared is small.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from hqgraph.reasoning.rules import Rule

_Term = int
_Node = NamedNode | BlankNode | Literal | Triple
_Fact = tuple[_Term, _Term, _Term]
_ANY = -1
"""Stands for whatever object a rule's body may have."""
_SUBJECT, _OBJECT = -2, -3
"""Stand in a rule's head for the ends of the triple that was found."""


def concluded(premises: Iterable[Quad], rules: Sequence[Rule]) -> list[Triple]:
    """Return the triples that rules add to the premises, in no fixed order."""
    chain = _Chain(rules)
    return chain.run(premises)


@dataclass
class _Numbers:
    """Numbers for terms, and back."""

    terms: list[_Node] = field(default_factory=list)
    _of: dict[object, _Term] = field(default_factory=dict)

    def of(self, term: _Node) -> _Term:
        found = self._of.get(term)
        if found is None:
            found = self._of[term] = len(self.terms)
            self.terms.append(term)
        return found


class _Chain:
    """The rules by the property that they look at, and what is known so far."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._numbers = _Numbers()
        self._heads: defaultdict[tuple[_Term, _Term], list[_Fact]] = defaultdict(list)
        self._after: dict[_Term, defaultdict[_Term, list[_Term]]] = {}
        self._before: dict[_Term, defaultdict[_Term, list[_Term]]] = {}
        for rule in rules:
            if rule.body.split(" ")[1].endswith("+"):
                predicate = self._numbers.of(rule.predicate)
                self._after[predicate] = defaultdict(list)
                self._before[predicate] = defaultdict(list)
            else:
                self._take(rule)
        self._known: set[_Fact] = set()
        self._waiting: list[_Fact] = []

    def run(self, premises: Iterable[Quad]) -> list[Triple]:
        """Return what follows from the premises and is not among them."""
        number = self._numbers.of
        looked_at = {self._numbers.terms[one] for one in self._predicates()}
        for quad in premises:
            if quad.predicate in looked_at:
                self._add((number(quad.subject), number(quad.predicate), number(quad.object)))
        given = set(self._known)
        while self._waiting:
            self._follow(self._waiting.pop())
        return [self._triple(fact) for fact in self._known - given]

    def _predicates(self) -> set[_Term]:
        """Return the properties that rules look at, and those that they conclude."""
        added = {middle for heads in self._heads.values() for _, middle, _ in heads}
        return {*self._after, *(predicate for predicate, _ in self._heads), *added}

    def _add(self, fact: _Fact) -> None:
        if fact not in self._known:
            self._known.add(fact)
            self._waiting.append(fact)

    def _follow(self, fact: _Fact) -> None:
        """Add what follows from one triple, and from it with those looked at before it."""
        subject, predicate, target = fact
        ends = {_SUBJECT: subject, _OBJECT: target}
        for key in ((predicate, _ANY), (predicate, target)):
            for first, middle, last in self._heads.get(key, ()):
                self._conclude((ends.get(first, first), middle, ends.get(last, last)))
        if predicate in self._after:
            after, before = self._after[predicate], self._before[predicate]
            after[subject].append(target)
            before[target].append(subject)
            for further in tuple(after[target]):
                self._add((subject, predicate, further))
            for nearer in tuple(before[subject]):
                self._add((nearer, predicate, target))

    def _conclude(self, fact: _Fact) -> None:
        if not isinstance(self._numbers.terms[fact[0]], Literal):  # it is no subject
            self._add(fact)

    def _take(self, rule: Rule) -> None:
        """Note what a rule concludes, by the property and the object (or any) it looks at."""
        target = rule.body.split(" ")[2]
        subject, _, last = rule.head.split(" ")
        head = (self._end(subject), self._numbers.of(rule.conclusion), self._end(last))
        key = (self._numbers.of(rule.predicate), _ANY if target == "?o" else self._end(target))
        self._heads[key].append(head)

    def _end(self, word: str) -> _Term:
        if word in ("?s", "?o"):
            return _SUBJECT if word == "?s" else _OBJECT
        return self._numbers.of(NamedNode(word[1:-1]))

    def _triple(self, fact: _Fact) -> Triple:
        subject, predicate, target = (self._numbers.terms[one] for one in fact)
        if isinstance(subject, Literal) or not isinstance(predicate, NamedNode):
            raise TypeError(subject)
        return Triple(subject, predicate, target)
