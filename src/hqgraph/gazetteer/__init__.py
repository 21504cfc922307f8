"""Names and their identities: regions, agencies, issuing organs, forms, institutions.

Everything rests on the tables in ``data`` (see the README there) and is read when
first asked for; importing this package reads no file.
"""

from hqgraph.gazetteer.agencies import AgencyMatch, is_body, match_agency, region_of_body
from hqgraph.gazetteer.agency_kinds import (
    AgencyKind,
    is_alone,
    is_of_party,
    kind_of_text,
    kinds,
)
from hqgraph.gazetteer.bodies import (
    InstitutionSuffix,
    body_suffixes,
    institution_suffixes,
    is_body_suffix,
)
from hqgraph.gazetteer.forms import DocumentForm, document_form, form_of, forms
from hqgraph.gazetteer.numbers import NumberedOrgan, organ_of_number, prefix_of
from hqgraph.gazetteer.region_text import RegionMatch, find_regions
from hqgraph.gazetteer.regions import (
    REVISION,
    SOURCE,
    ancestors,
    contains,
    parent,
    province_of,
    region,
    resolve_region,
    short_names,
)

__all__ = [
    "REVISION",
    "SOURCE",
    "AgencyKind",
    "AgencyMatch",
    "DocumentForm",
    "InstitutionSuffix",
    "NumberedOrgan",
    "RegionMatch",
    "ancestors",
    "body_suffixes",
    "contains",
    "document_form",
    "find_regions",
    "form_of",
    "forms",
    "institution_suffixes",
    "is_alone",
    "is_body",
    "is_body_suffix",
    "is_of_party",
    "kind_of_text",
    "kinds",
    "match_agency",
    "organ_of_number",
    "parent",
    "prefix_of",
    "province_of",
    "region",
    "region_of_body",
    "resolve_region",
    "short_names",
]
