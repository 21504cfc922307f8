"""The concept schemes are sound SKOS, and a store gets exactly the concepts it uses."""

from __future__ import annotations

from collections import Counter
from itertools import permutations

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode
from rdflib import RDF, SKOS

from hqgraph.errors import NotFoundError
from hqgraph.model import DeadlineKind, Level, Role
from hqgraph.rdf.concepts import SCHEME_FILES, concept_quads, identifiers, themes
from hqgraph.rdf.iri import concept_iri, region_iri, scheme_iri
from hqgraph.rdf.vocabulary import HQ, RDFS, graph_iri
from hqgraph.rdf.vocabulary import SKOS as S
from hqgraph.resources import resource

SCHEMES = sorted(SCHEME_FILES)


@pytest.fixture(scope="module", params=SCHEMES)
def scheme(request: pytest.FixtureRequest) -> tuple[str, rdflib.Graph]:
    return request.param, rdflib.Graph().parse(resource("ontology", SCHEME_FILES[request.param]))


def _concepts(graph: rdflib.Graph) -> list[rdflib.term.Node]:
    return list(graph.subjects(RDF.type, SKOS.Concept))


def test_every_concept_is_named_and_defined_once_per_language(
    scheme: tuple[str, rdflib.Graph],
) -> None:
    _, graph = scheme
    for concept in _concepts(graph):
        for predicate in (SKOS.prefLabel, SKOS.definition):
            languages = sorted(label.language for label in graph.objects(concept, predicate))
            assert languages == ["en", "zh"], (concept, predicate)


def test_a_name_stands_for_one_concept(scheme: tuple[str, rdflib.Graph]) -> None:
    _, graph = scheme
    names = Counter(
        label
        for concept in _concepts(graph)
        for label in {
            *graph.objects(concept, SKOS.prefLabel),
            *graph.objects(concept, SKOS.altLabel),
        }
    )
    assert [name for name, count in names.items() if count > 1] == []


def test_concepts_stand_in_their_scheme_under_a_top(scheme: tuple[str, rdflib.Graph]) -> None:
    name, graph = scheme
    top_of = rdflib.URIRef(scheme_iri(name).value)
    for concept in _concepts(graph):
        assert list(graph.objects(concept, SKOS.inScheme)) == [top_of]
        above = list(graph.objects(concept, SKOS.broader))
        assert len(above) <= 1
        assert ((concept, SKOS.topConceptOf, top_of) in graph) == (not above)
        chain = list(graph.transitive_objects(concept, SKOS.broader))
        assert (chain[-1], SKOS.topConceptOf, top_of) in graph
        assert concept not in {
            up for near in above for up in graph.transitive_objects(near, SKOS.broader)
        }


def test_schemes_hold_what_the_model_says() -> None:
    assert identifiers("level") == set(Level)
    assert identifiers("role") == {*Role, "inherited"}
    assert identifiers("deadline-kind") == set(DeadlineKind)
    with pytest.raises(KeyError):
        identifiers("colour")


def test_theme_slugs_are_readable_ascii() -> None:
    for theme in themes():
        assert theme.slug.replace("-", "").isalpha()
        assert theme.slug.isascii()
        assert theme.slug.islower()


def test_a_keyword_points_to_one_theme() -> None:
    words = Counter(word for theme in themes() for word in theme.keywords)
    assert [word for word, count in words.items() if count > 1] == []
    assert all(len(word) >= 2 for word in words)
    assert [theme.slug for theme in themes() if not theme.keywords] == []


@pytest.mark.parametrize(
    ("heading", "slug"),
    [
        ("推进按病种付费为主的支付方式改革", "insurance-payment"),
        ("加快紧密型县域医共体建设", "county-consortia"),
        ("完善住院医师规范化培训制度", "talent-training"),
        ("健全药品耗材集中带量采购机制", "drug-procurement"),
        ("加强医疗卫生服务综合监管", "supervision"),
        ("促进中医药传承创新发展", "tcm"),
        ("加强基层党组织建设", "party-organisation"),
        ("严厉打击涉医违法犯罪", "staff-care"),
    ],
)
def test_keywords_tell_the_theme_of_headings_of_the_field(heading: str, slug: str) -> None:
    hits = {
        theme.slug: sum(len(word) for word in theme.keywords if word in heading)
        for theme in themes()
    }
    assert max(hits, key=lambda found: hits[found]) == slug


def test_the_six_fields_and_the_eight_groups_are_there() -> None:
    by_slug = {theme.slug: theme for theme in themes()}
    tops = {"system", "innovation", "management", "momentum", "culture", "party"}
    assert all(by_slug[slug].broader is None for slug in tops)
    groups = {"technology", "service-model", "personnel-pay", "price-insurance"}
    assert {by_slug[slug].broader for slug in groups} == {"innovation", "momentum"}


def test_concepts_in_use_come_with_those_above_and_their_scheme() -> None:
    used = [concept_iri("theme", "insurance-payment"), NamedNode("https://example.org/other")]
    quads = concept_quads(used)
    about = {quad.subject for quad in quads}
    assert about == {
        *(concept_iri("theme", s) for s in ("insurance-payment", "price-insurance", "momentum")),
        scheme_iri("theme"),
    }
    assert {quad.graph_name for quad in quads} == {graph_iri("catalog")}
    assert {quad.predicate for quad in quads}.isdisjoint({HQ.keyword, S.definition})
    labels = [q.object.value for q in quads if q.subject == used[0] and q.predicate == RDFS.label]
    assert labels == ["医保支付方式"]


def test_regions_come_with_all_regions_above() -> None:
    quads = concept_quads([region_iri("511623")])
    up = {(q.subject, q.object) for q in quads if q.predicate == HQ.directlyPartOf}
    assert up == {
        (region_iri("511623"), region_iri("511600")),
        (region_iri("511600"), region_iri("510000")),
        (region_iri("510000"), region_iri("100000")),
    }
    assert up == {(q.subject, q.object) for q in quads if q.predicate == S.broader}
    codes = {q.object.value for q in quads if q.predicate == S.notation}
    assert codes == {"511623", "511600", "510000", "100000"}


def test_an_agency_kind_meets_in_its_name_variants() -> None:
    kind = concept_iri("kind", "医疗保障")
    quads = [quad for quad in concept_quads([kind]) if quad.subject == kind]
    names = {quad.object.value for quad in quads if quad.predicate == S.altLabel}
    assert names
    labels = [quad.object for quad in quads if quad.predicate == S.prefLabel]
    assert {label.language for label in labels if isinstance(label, Literal)} == {"zh", "en"}
    assert len(labels) == 2


def test_the_order_of_the_iris_does_not_matter() -> None:
    used = [concept_iri("form", "方案"), concept_iri("level", "county"), region_iri("500237")]
    results = [concept_quads(order) for order in permutations(used)]
    assert all(result == results[0] for result in results)


@pytest.mark.parametrize(
    ("scheme_name", "identifier"),
    [("form", "无此文种"), ("kind", "无此类别"), ("region", "999999")],
)
def test_unknown_concepts_are_refused(scheme_name: str, identifier: str) -> None:
    with pytest.raises(NotFoundError, match=identifier):
        concept_quads([concept_iri(scheme_name, identifier)])
