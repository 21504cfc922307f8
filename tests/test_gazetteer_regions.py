import pytest
from hypothesis import given
from hypothesis import strategies as st

from hqgraph.errors import NotFoundError
from hqgraph.gazetteer import (
    ancestors,
    contains,
    find_regions,
    parent,
    province_of,
    region,
    resolve_region,
    short_names,
)
from hqgraph.gazetteer.regions import table
from hqgraph.model import Level

REGIONS = list(table().regions.values())


def codes(found):
    return [item.code for item in found]


def named(text, **options):
    return [(match.text, codes(match.regions)) for match in find_regions(text, **options)]


@pytest.mark.parametrize(
    ("code", "above"),
    [
        ("500153", "500000"),  # a municipality's district
        ("500237", "500000"),  # and its county
        ("429004", "420000"),  # a city that the province administers
        ("632523", "632500"),
        ("632500", "630000"),
        ("510000", "100000"),
    ],
)
def test_parent(code, above):
    assert parent(region(code)).code == above


def test_levels_follow_the_use_in_documents():
    assert region("500153").level is Level.COUNTY
    assert region("632500").level is Level.CITY
    assert region("429004").level is Level.COUNTY


def test_ancestors_are_nearest_first_up_to_the_nation():
    assert codes(ancestors(region("511623"))) == ["511600", "510000", "100000"]
    assert ancestors(region("100000")) == ()


def test_rows_that_only_structure_the_list_are_no_regions():
    for code in ("500100", "500200", "429000", "110100"):
        with pytest.raises(NotFoundError):
            region(code)


def test_an_unknown_code_is_named_in_the_message():
    with pytest.raises(NotFoundError, match="999999"):
        region("999999")


@given(st.sampled_from(REGIONS))
def test_every_region_hangs_under_the_nation_and_its_path_resolves_to_it(item):
    above = ancestors(item)
    assert item.code == "100000" or above[-1].code == "100000"
    path = "".join(up.name for up in reversed(above) if up.level is not Level.NATION) + item.name
    assert codes(resolve_region(path)) == [item.code]


@given(st.sampled_from(REGIONS))
def test_a_region_is_found_by_each_of_its_names(item):
    for name in (item.name, *short_names(item)):
        assert item in resolve_region(name, within=item)


@given(st.sampled_from(REGIONS), st.sampled_from(REGIONS))
def test_contains_agrees_with_the_province(outer, inner):
    if outer.level is Level.PROVINCE:
        assert contains(outer, inner) == (province_of(inner) == outer)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("重庆市荣昌区", ["500153"]),
        ("四川邻水", ["511623"]),
        ("海南", ["150303", "460000", "632500"]),
        ("海南州", ["632500"]),
        ("阜新县", ["210921"]),
        ("内蒙古", ["150000"]),
        ("克州", ["653000"]),
        ("东乡", ["361003", "622926"]),
        ("不存在县", []),
        ("", []),
    ],
)
def test_resolve(name, expected):
    assert codes(resolve_region(name)) == expected


def test_resolve_is_narrowed_by_the_place_it_is_said_in():
    assert codes(resolve_region("海南", within=region("630000"))) == ["632500"]
    assert codes(resolve_region("鼓楼区", within=region("320100"))) == ["320106"]


def test_full_names_and_paths_in_text():
    text = "四川省广安市邻水县和南京市鼓楼区"
    assert named(text) == [
        ("四川省", ["510000"]),
        ("广安市", ["511600"]),
        ("邻水县", ["511623"]),
        ("南京市", ["320100"]),
        ("鼓楼区", ["320106"]),
    ]
    for match in find_regions(text):
        assert text[match.span.start : match.span.end] == match.text


@pytest.mark.parametrize(
    "text",
    [
        "中山市场",
        "健康县区建设",
        "省、市和县级",
        "城区建设",
        "和平区域",
        "创建示范县",
        "海南",
        "新城区",
    ],
)
def test_words_that_only_look_like_regions(text):
    assert named(text) == []


def test_short_names_need_the_word_for_their_level():
    assert named("海南州、阜新县、荣昌县") == [
        ("海南州", ["632500"]),
        ("阜新县", ["210921"]),
        ("荣昌县", ["500153"]),
    ]
    assert named("支持邻水发展") == []
    assert named("支持邻水发展", shorts=True) == [("邻水", ["511623"])]


def test_a_county_of_two_characters_needs_a_boundary():
    assert named("在费县召开；和县人民政府") == [("费县", ["371325"]), ("和县", ["340523"])]
