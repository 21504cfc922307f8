"""One policy document as quads: the graph of what it states and the graph of its evidence.

The shape is that of ``docs/rdf-model.md``. The quads come in printed order and
depend on the policy alone: the same document gives the same bytes anywhere.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad

from hqgraph.model import Citation, Header, Policy, Relation, Section, Task
from hqgraph.rdf import iri
from hqgraph.rdf.concepts import identifiers
from hqgraph.rdf.policy_bodies import agency_triples, issuer, node_of_agency, zh
from hqgraph.rdf.policy_evidence import Evidence, Triple
from hqgraph.rdf.policy_items import ItemWriter
from hqgraph.rdf.vocabulary import DCTERMS, ELI, HQ, RDF, RDFS, XSD, doc_graph, evidence_graph

_LABEL_LENGTH = 20
_NOT_IN_HEADING = re.compile(r"[\W_]+")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def policy_quads(policy: Policy) -> list[Quad]:
    """Return the quads of one document: what it states, then its text and evidence.

    A citation with neither number nor title names no document and is left out.
    """
    document = document_of(policy)
    evidence = Evidence(document, policy.text)
    facts = dict.fromkeys(_facts(document, policy, evidence))
    stated, proof = doc_graph(document), evidence_graph(document)
    return [
        *(Quad(*triple, stated) for triple in facts),
        *(Quad(*triple, proof) for triple in evidence.triples()),
    ]


def document_of(policy: Policy) -> NamedNode:
    """Return the document's IRI: by number, else title and region, else form and text."""
    header = policy.header
    return iri.document_iri(
        header.number.value if header.number else None,
        header.title.value if header.title else None,
        header.region.code if header.region else None,
        header.form.value if header.form else None,
        _digest(policy.text.content),
    )


def _digest(content: str) -> str:
    """Hash letters and digits alone, so that layout does not make another document of it."""
    normal = unicodedata.normalize("NFKC", content)
    letters = "".join(character for character in normal if character.isalnum())
    return hashlib.sha256(letters.encode("utf-8")).hexdigest()


def _facts(document: NamedNode, policy: Policy, evidence: Evidence) -> Iterator[Triple]:
    yield document, RDF.type, ELI.LegalResource
    yield document, RDF.type, HQ.PolicyDocument
    yield document, RDFS.label, zh(_label(policy))
    yield document, HQ.textDigest, Literal(policy.text.sha256)
    yield from _header(document, policy.header, evidence)
    yield from _sections(document, policy.sections)
    yield from ItemWriter(document, policy, evidence).triples(_places(document, policy))
    yield from _citations(document, policy.citations, evidence)


def _label(policy: Policy) -> str:
    header = policy.header
    if header.title:
        return header.title.value
    if header.region and header.form:
        return header.region.name + header.form.value
    words = " ".join(policy.text.content[: 4 * _LABEL_LENGTH].split())
    return words[:_LABEL_LENGTH] or policy.text.sha256[:_LABEL_LENGTH]


def _header(document: NamedNode, header: Header, evidence: Evidence) -> Iterator[Triple]:
    if header.title:
        yield document, DCTERMS.title, zh(header.title.value)
    if header.number:
        yield document, ELI.id_local, Literal(iri.normal_number(header.number.value))
        if iri.is_redacted(header.number.value):
            yield document, HQ.redacted, Literal(True)
    for fact in header.issuers:
        agency = issuer(fact.value, header.region)
        yield document, ELI.passed_by, node_of_agency(agency)
        yield from agency_triples(agency)
    if header.issued:
        whole = _DATE.fullmatch(header.issued.value)
        kind = XSD.date if whole else XSD.gYear
        value = header.issued.value if whole else header.issued.value[:4]
        yield document, ELI.date_document, Literal(value, datatype=kind)
    if header.region:
        yield document, ELI.jurisdiction, iri.region_iri(header.region.code)
    if header.level:
        yield document, HQ.level, iri.concept_iri("level", header.level.value)
    if header.form and header.form.value in identifiers("form"):
        yield document, ELI.type_document, iri.concept_iri("form", header.form.value)
    printed = (header.title, header.number, *header.issuers, header.issued, header.form)
    for item in printed:
        if item is not None and item.span is not None:
            yield document, HQ.evidence, evidence.of(item.span)


def _sections(document: NamedNode, sections: tuple[Section, ...]) -> Iterator[Triple]:
    for n, section in enumerate(sections, 1):
        node = iri.section_iri(document, n)
        yield document, HQ.hasSection, node
        yield node, RDF.type, HQ.Section
        yield node, RDFS.label, zh(section.no + section.title)
        if section.no:
            yield node, HQ.no, Literal(section.no)
        yield node, HQ.order, Literal(n)
        yield node, HQ.depth, Literal(section.depth)
        if section.parent is not None:
            yield node, HQ.inSection, iri.section_iri(document, section.parent + 1)


def _places(document: NamedNode, policy: Policy) -> dict[int, NamedNode]:
    """Return the section of each task, by the task's place."""
    places = {}
    for place, task in enumerate(policy.tasks):
        n = _section_of(task, policy.sections)
        if n is not None:
            places[place] = iri.section_iri(document, n + 1)
    return places


def _section_of(task: Task, sections: tuple[Section, ...]) -> int | None:
    """Return the section whose heading the task names, under the same first-level section.

    Of two that print the same heading, the last one before the task is meant.
    """
    if not task.section:
        return None
    wanted = _bare(task.section)
    same = [n for n, section in enumerate(sections) if _bare(section.no + section.title) == wanted]
    if task.main:
        own = [n for n in same if _bare(sections[_root(n, sections)].no) == _bare(task.main)]
        same = own or same
    before = [n for n in same if sections[n].span.start <= task.span.start]
    return before[-1] if before else (same[0] if same else None)


def _root(n: int, sections: tuple[Section, ...]) -> int:
    parent = sections[n].parent
    while parent is not None and parent != n:
        n, parent = parent, sections[parent].parent
    return n


def _bare(heading: str) -> str:
    return _NOT_IN_HEADING.sub("", heading)


def _citations(
    document: NamedNode, citations: tuple[Citation, ...], evidence: Evidence
) -> Iterator[Triple]:
    named = [one for one in citations if one.number or one.title]
    for n, citation in enumerate(named, 1):
        node = iri.citation_iri(document, n)
        other = iri.cited_document_iri(citation.number, citation.title)
        yield document, HQ.citation, node
        yield node, RDF.type, HQ.Citation
        yield node, HQ.cites, other
        yield node, HQ.relation, Literal(citation.relation.value)
        if citation.number:
            yield node, HQ.citedNumber, Literal(citation.number)
        if citation.title:
            yield node, HQ.citedTitle, zh(citation.title)
        if citation.issuer:
            yield node, HQ.citedIssuer, zh(citation.issuer)
        yield node, HQ.evidence, evidence.of(citation.span)
        yield node, HQ.order, Literal(n)
        if other != document:
            yield document, ELI.cites, other
            if citation.relation is Relation.BASIS:
                yield document, ELI.based_on, other
    yield from _cited(document, named)


def _cited(document: NamedNode, citations: list[Citation]) -> Iterator[Triple]:
    """Yield each cited document once, under the first title that it is cited by."""
    titles: dict[NamedNode, str] = {}
    numbers: dict[NamedNode, str] = {}
    for citation in citations:
        other = iri.cited_document_iri(citation.number, citation.title)
        if citation.number:
            numbers.setdefault(other, iri.normal_number(citation.number))
        if citation.title:
            titles.setdefault(other, citation.title)
    for other in dict.fromkeys((*numbers, *titles)):
        if other == document:
            continue
        yield other, RDF.type, ELI.LegalResource
        yield other, RDFS.label, zh(titles.get(other) or numbers[other])
        if other in titles:
            yield other, DCTERMS.title, zh(titles[other])
        if other in numbers:
            yield other, ELI.id_local, Literal(numbers[other])
            if iri.is_redacted(numbers[other]):
                yield other, HQ.redacted, Literal(True)
