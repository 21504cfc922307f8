"""The question as understood, in words: 任务，责任单位=县医保局（邻水县），时限=2025-12-31以前."""

from __future__ import annotations

from hqgraph.asking.query import AnyOf, Constraint, Form, Not, Query
from hqgraph.messages import say

_NAMES = {
    "Charged": "agency",
    "AgencyIs": "agency",
    "OnlyBy": "only",
    "Assigned": "assigned",
    "Within": "region",
    "OfLevel": "level",
    "InDocument": "document",
    "Due": "due",
    "DeadlineKind": "due",
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
_ROLES = {("lead",): "lead", ("lead", "responsible"): "responsible", ("support",): "support"}


def reading_of(asked: Query) -> str:
    """Return a query graph in words."""
    head = say(f"asking.want.{asked.want.value}")
    if asked.want.value == "agency" and asked.roles in _ROLES:
        head = say(f"asking.role.{_ROLES[asked.roles]}")
    if asked.form is not Form.LIST:
        head = say(f"asking.form.{asked.form.value}", what=head)
    parts = [head, *(_said(item) for item in asked.where)]
    return say("asking.comma").join(parts)


def _said(item: Constraint) -> str:
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
