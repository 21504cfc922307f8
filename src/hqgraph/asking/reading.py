"""The question as understood, in words: 任务，责任单位=县医保局（邻水县），时限=2025-12-31以前."""

from __future__ import annotations

from hqgraph.asking.query import AnyOf, Constraint, Form, HasToo, Not, Query
from hqgraph.messages import say

_NAMES = {
    "Charged": "agency",
    "AgencyIs": "agency",
    "OnlyBy": "only",
    "EachOf": "each",
    "Shared": "shared",
    "HasToo": "also",
    "CalledSo": "called",
    "Itemised": "bodies",
    "Than": "than",
    "Says": "says",
    "Safeguard": "item",
    "Assigned": "assigned",
    "Within": "region",
    "OfLevel": "level",
    "InDocument": "document",
    "Due": "due",
    "DeadlineKind": "due",
    "MilestoneDue": "milestone",
    "DateOfTarget": "date-of",
    "DateSays": "says",
    "InSection": "section",
    "TaskIs": "task",
    "Numbered": "task",
    "TitleHas": "title",
    "ThemeIs": "theme",
    "Mentions": "hospital",
    "Programme": "programme",
    "TargetIs": "target",
    "TargetDue": "due",
    "HasTarget": "target",
    "ValueIs": "value",
    "IssuedIn": "issued",
    "IssuedBy": "issuer",
    "TitledWith": "doctitle",
}
_ROLES = {
    ("lead",): "lead",
    ("lead", "responsible"): "responsible",
    ("lead", "responsible", "inherited"): "responsible",
    ("support",): "support",
}


def reading_of(asked: Query) -> str:
    """Return a query graph in words."""
    head = say(f"asking.want.{asked.want.value}")
    if asked.want.value == "agency" and asked.roles in _ROLES:
        head = say(f"asking.role.{_ROLES[asked.roles]}")
    valued = asked.want.value == "target" and asked.form in {Form.MOST, Form.LEAST}
    if valued:
        head = say(f"asking.form.{asked.form.value}-valued", what=head)
    elif asked.form is Form.COUNT_EACH and asked.each != "region":
        head = say(f"asking.form.count-each-{asked.each}", what=head)
    elif asked.form is not Form.LIST:
        head = say(f"asking.form.{asked.form.value}", what=head)
    if asked.rank > 1 or asked.top:
        place = "asking.form.top" if asked.top else "asking.form.rank"
        head = say(place, what=head, rank=asked.rank)
    parts = [head, *(_said(item) for item in asked.where)]
    if asked.having is not None:
        parts.append(say("asking.read.having", words=asked.having.words))
    return say("asking.comma").join(parts)


def _said(item: Constraint) -> str:
    if isinstance(item, Not) and isinstance(item.inner, HasToo):
        return say("asking.read.lacks", what=_said(item.inner.task))
    if isinstance(item, Not):
        return say("asking.read.not", what=_said(item.inner))
    if isinstance(item, AnyOf):
        return say("asking.read.or").join(_said(inner) for inner in item.inner)
    kind = type(item).__name__
    if kind == "Linked":
        side = "inverse" if item.inverse else "forward"  # type: ignore[union-attr]
        relation = say(f"asking.relation.{item.relation}")  # type: ignore[union-attr]
        return say(f"asking.linked.{side}", relation=relation, words=item.words)
    name = _NAMES[kind]
    if kind == "Charged" and item.roles in _ROLES:  # type: ignore[union-attr]
        return f"{say(f'asking.role.{_ROLES[item.roles]}')}={item.words}"  # type: ignore[union-attr]
    return f"{say(f'asking.slot.{name}')}={item.words}"
