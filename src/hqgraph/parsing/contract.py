"""A Policy as the JSON that ``hqgraph extract --json`` prints (one object, stable order)."""

from __future__ import annotations

from typing import Any

from hqgraph.model import Assignment, Citation, Fact, Header, Level, Policy, Target, Task

_COUNTRY = "全国"


def as_json(policy: Policy) -> dict[str, Any]:
    """Return the document, its citations and its tasks as plain data.

    Offsets (``start``, ``end``) count characters of the text that reading made.
    """
    return {
        "document": _document(policy),
        "citations": [_citation(citation) for citation in policy.citations],
        "tasks": [_task(policy, task) for task in policy.tasks],
        "leftovers": [
            {
                "reason": left.reason,
                "quote": left.quote,
                "start": left.span.start,
                "end": left.span.end,
            }
            for left in policy.leftovers
        ],
    }


def _document(policy: Policy) -> dict[str, Any]:
    header = policy.header
    return {
        "title": _value(header.title),
        "number": _value(header.number),
        "issuer": "、".join(issuer.value for issuer in header.issuers) or None,
        "issued": _value(header.issued),
        **_place(header),
        "form": _value(header.form),
        "addressees": _value(header.addressees),
        "copies": _value(header.copies),
        "public": _value(header.public),
        "in_force": _value(header.in_force),
        "valid_until": _value(header.valid_until),
        "repeals": _value(header.repeals),
    }


def _place(header: Header) -> dict[str, str | None]:
    """Return region and level; a document of the whole country is of no region with a code."""
    if header.level is Level.NATION:
        return {"region": _COUNTRY, "region_code": None, "level": "national"}
    return {
        "region": header.region.name if header.region else None,
        "region_code": header.region.code if header.region else None,
        "level": header.level.value if header.level else None,
    }


def _value(fact: Fact | None) -> str | None:
    return fact.value if fact else None


def _citation(citation: Citation) -> dict[str, Any]:
    return {
        "number": citation.number,
        "title": citation.title,
        "issuer": citation.issuer,
        "relation": citation.relation.value,
        "quote": citation.quote,
        "start": citation.span.start,
        "end": citation.span.end,
    }


def _task(policy: Policy, task: Task) -> dict[str, Any]:
    deadline = task.deadline
    return {
        "no": task.no if task.numbered else None,
        "section": task.section,
        "title": task.title,
        "kind": task.kind.value,
        "agencies": [_assignment(assignment) for assignment in task.assignments],
        "inherits": [assignment.agency.canonical for assignment in task.inherits],
        "deadline": deadline
        and {"text": deadline.text, "kind": deadline.kind.value, "date": deadline.date},
        "milestones": [
            {
                "text": m.text,
                "date": m.date,
                "quote": m.quote,
                "start": m.span.start,
                "end": m.span.end,
            }
            for m in task.milestones
        ],
        "indicators": [_target(target) for target in task.targets],
        "hospitals": [mention.name for mention in task.hospitals],
        "programmes": [mention.name for mention in task.programmes],
        "measures": [
            {"text": policy.text.slice(m.span), "start": m.span.start, "end": m.span.end}
            for m in task.measures
        ],
    }


def _assignment(assignment: Assignment) -> dict[str, Any]:
    return {
        "name": assignment.agency.name,
        "canonical": assignment.agency.canonical,
        "role": assignment.role.value,
        "start": assignment.span.start,
        "end": assignment.span.end,
    }


def _target(target: Target) -> dict[str, Any]:
    return {
        "quote": target.quote,
        "name": target.name,
        "subject": target.subject,
        "op": target.op,
        "value": list(target.value) if isinstance(target.value, tuple) else target.value,
        "unit": target.unit,
        "by": target.by,
        "start": target.span.start,
        "end": target.span.end,
    }
