"""Agencies, issuers and hospitals of a document as triples: who they are and where they belong."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from hqgraph.gazetteer import (
    AgencyMatch,
    contains,
    find_regions,
    kinds,
    match_agency,
    region_of_body,
    short_names,
)
from hqgraph.gazetteer.agency_prefixes import pattern
from hqgraph.model import Agency, Level, Region
from hqgraph.rdf import iri
from hqgraph.rdf.policy_evidence import Triple
from hqgraph.rdf.vocabulary import HQ, ORG, RDF, RDFS, SCHEMA, SKOS

_OWN_REGION = re.compile(r"(?:[XxＸｘ×＊*○〇＿_]{1,6}|某{1,3}|本)")
_NOT_A_LEVEL = re.compile(r"(?:区域|市场|社区|村|街)")


def zh(text: str) -> Literal:
    """Return a text as a Chinese literal."""
    return Literal(text, language="zh")


def node_of_agency(agency: Agency) -> NamedNode:
    """Return an agency's IRI: by region and kind, by name where those do not make it out.

    They do not for many bodies in one name, for an unknown kind, and for kinds of
    which a region has several (two colleges of one city).
    """
    match = match_agency(agency.canonical)
    by_name = agency.collective or agency.kind is None or (match is not None and match.by_name)
    code = agency.region.code if agency.region else None
    return iri.agency_iri(code, None if by_name else agency.kind, agency.canonical)


def agency_triples(agency: Agency) -> Iterator[Triple]:
    """Yield what is known of an agency: class, names, kind, region and level."""
    node = node_of_agency(agency)
    label = agency_label(agency)
    yield node, RDF.type, ORG.FormalOrganization
    yield node, RDF.type, HQ.AgencyGroup if agency.collective else HQ.Agency
    if agency.collective:  # a group is an agency too: shapes and queries ask for agencies
        yield node, RDF.type, HQ.Agency
    yield node, RDFS.label, zh(label)
    for name in dict.fromkeys((agency.name, agency.canonical)):
        if name != label:
            yield node, SKOS.altLabel, zh(name)
    if agency.kind:
        yield node, HQ.agencyKind, iri.concept_iri("kind", agency.kind)
    if agency.region:
        yield node, HQ.region, iri.region_iri(agency.region.code)
        yield node, HQ.level, iri.concept_iri("level", agency.region.level.value)


def agency_label(agency: Agency) -> str:
    """Return a name that says the region: 县医保局 of 邻水县 is 邻水县医保局.

    A name that begins with its region, a national body's and one without a region
    stay; so does one that is made with a place's name (中国铁路南宁局集团, 北海海事局,
    人民银行南宁中心支行): a body of a ministry, a branch, a company, a station.
    """
    region, name = agency.region, agency.canonical
    if region is None or region.level is Level.NATION or name.startswith(region.name):
        return name
    if agency.collective:
        return region.name + name
    match = match_agency(name, unknown=True)
    if _is_named_so(name, match, region):
        return name
    if match is None:
        return region.name + name
    own = (None, region.name, *short_names(region))
    return region.name + match.core if match.region_name in own and match.core else name


def _is_named_so(name: str, match: AgencyMatch | None, region: Region) -> bool:
    """Tell whether a body's name is its own, which no region's name is put before."""
    if match is None:
        return _says_place(name, region)
    central = _is_central(match)
    if match.by_name and central and match.level is None:
        return True
    own = match.kind is None or match.by_name or central
    return own and (match.region_name is not None or _says_place(name, region))


def _is_central(match: AgencyMatch) -> bool:
    return match.kind is not None and kinds()[match.kind].system == "垂直"


def _says_place(name: str, region: Region) -> bool:
    """Tell whether a name holds a place that lies in a region or around it."""
    places = (place for found in find_regions(name, shorts=True) for place in found.regions)
    return any(contains(region, place) or contains(place, region) for place in places)


def issuer(name: str, home: Region | None) -> Agency:
    """Read an issuer's printed name; ``home`` is the region of its document, if known."""
    match = match_agency(name, unknown=True)
    if match is None:
        return Agency(name, name)
    region = region_of_body(match, home) if home else None
    return Agency(name, name, match.kind, region, match.collective)


def hospital_region(name: str, home: Region | None) -> Region | None:
    """Return the region that 县人民医院, XX人民医院 mean in a document of ``home``.

    A level word means the region of that level, from ``home`` upwards. None for
    any other name: it is the hospital's own, wherever the document is from.
    """
    if home is None or _NOT_A_LEVEL.match(name):
        return None
    if _OWN_REGION.match(name):
        return home
    word = pattern("level").match(name)
    read = match_agency(f"{word.group()}人民政府") if word else None
    if word is None or read is None:
        return None
    return region_of_body(AgencyMatch(None, read.level, None, word.group(), ""), home)


def node_of_hospital(name: str, home: Region | None) -> NamedNode:
    """Return a hospital's IRI by its name and the region that the name tells."""
    region = hospital_region(name, home)
    return iri.hospital_iri(region.code if region else None, name)


def hospital_triples(name: str, home: Region | None) -> Iterator[Triple]:
    """Yield what is known of a hospital: class, name and region."""
    node, region = node_of_hospital(name, home), hospital_region(name, home)
    yield node, RDF.type, SCHEMA.Hospital
    yield node, RDF.type, ORG.FormalOrganization
    yield node, RDFS.label, zh(name)
    if region is not None:
        yield node, HQ.region, iri.region_iri(region.code)
