"""Forward chaining by itself: what follows from a few triples by a few rules, and no more."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Triple

from hqgraph.reasoning.chaining import concluded
from hqgraph.reasoning.rules import Rule

TYPE = "urn:type"
SUB = Rule("sub", "", "?s <urn:p> ?o", "?s <urn:up> ?o")
INVERSE = Rule("inv", "", "?s <urn:p> ?o", "?o <urn:q> ?s")
TRANSITIVE = Rule("trp", "", "?s <urn:up>+ ?o", "?s <urn:up> ?o")
DOMAIN = Rule("dom", "", "?s <urn:p> ?o", f"?s <{TYPE}> <urn:Thing>")
RANGE = Rule("rng", "", "?s <urn:p> ?o", f"?o <{TYPE}> <urn:Thing>")
CLASS = Rule("cls", "", f"?s <{TYPE}> <urn:Lower>", f"?s <{TYPE}> <urn:Upper>")
EDGES = st.lists(st.tuples(*[st.sampled_from("abcde")] * 2), max_size=8)


def node(name: str) -> NamedNode:
    return NamedNode(f"urn:{name}")


def fact(subject: str, predicate: str, target: str) -> Quad:
    return Quad(node(subject), node(predicate), node(target))


def told(found: list[Triple]) -> set[str]:
    return {
        " ".join(end.value.removeprefix("urn:") for end in (one.subject, one.predicate, one.object))
        for one in found
        if isinstance(one.subject, NamedNode) and isinstance(one.object, NamedNode | Literal)
    }


def test_what_was_given_is_not_concluded() -> None:
    given = [fact("a", "p", "b"), fact("a", "up", "b"), fact("c", "p", "d")]
    assert told(concluded(given, [SUB])) == {"c up d"}
    assert concluded(given, []) == []


def test_a_triple_of_two_graphs_concludes_once() -> None:
    one = fact("a", "p", "b")
    other = Quad(one.subject, one.predicate, one.object, node("graph"))
    assert len(concluded([one, other], [SUB])) == 1


def test_rules_build_on_each_other_in_whatever_order_facts_come() -> None:
    facts = [fact("a", "p", "b"), fact("b", "up", "c"), fact("c", "p", "d")]
    rules = [TRANSITIVE, SUB]
    expected = {"a up b", "c up d", "a up c", "b up d", "a up d"}
    assert all(told(concluded(order, rules)) == expected for order in permutations(facts))


def test_a_ring_leads_back_to_where_it_starts() -> None:
    ring = [fact("a", "up", "b"), fact("b", "up", "a")]
    assert told(concluded(ring, [TRANSITIVE])) == {"a up a", "b up b"}


@given(EDGES)
def test_transitivity_is_reachability(edges: list[tuple[str, str]]) -> None:
    reached = set(edges)
    while more := {(a, d) for a, b in reached for c, d in reached if b == c} - reached:
        reached |= more
    found = concluded([fact(a, "up", b) for a, b in edges], [TRANSITIVE])
    assert told(found) == {f"{a} up {b}" for a, b in reached - set(edges)}


def test_a_literal_is_concluded_of_but_never_a_subject() -> None:
    given = [Quad(node("a"), node("p"), Literal("词"))]
    assert told(concluded(given, [SUB, INVERSE, RANGE])) == {"a up 词"}


def test_ends_get_their_classes_and_a_class_only_its_own() -> None:
    given = [fact("a", "p", "b"), fact("x", "type", "Lower"), fact("y", "type", "Other")]
    found = told(concluded(given, [DOMAIN, RANGE, CLASS]))
    assert found == {"a type Thing", "b type Thing", "x type Upper"}
