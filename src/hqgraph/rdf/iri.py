"""The one place where IRIs are minted: from what a thing is, never from file, order or time.

The table "Identity" of ``docs/rdf-model.md`` is the contract. Chinese stays
readable; what RFC 3987 does not allow in a path segment is percent-encoded, and
so are the characters with a meaning of their own in an IRI (``/ ? # % [ ]``).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from hqgraph.rdf.vocabulary import ID

if TYPE_CHECKING:
    from hqgraph.model import Span, TaskKind

UNKNOWN = "0"
"""Stands for the region code where the region is unknown."""

SCHEMES = ("level", "kind", "form", "role", "theme", "own-theme", "deadline-kind", "region")
"""The concept schemes of the model, by the first step of their concepts' IRIs."""

_DIGEST_LENGTH = 16
_BLANKS = re.compile(r"\s+")
_FULL_WIDTH = {ord("０") + n: ord("0") + n for n in range(10)} | {ord("＿"): ord("_")}
_ROUND = str.maketrans("()", "（）")


@cache
def _forbidden() -> re.Pattern[str]:
    """Return what may not stand in a path segment.

    RFC 3987 ipchar = iunreserved / pct-encoded / sub-delims / ":" / "@", without the
    formatting characters for writing direction that its section 4.1 forbids.
    """
    ucschar = "".join(
        f"{chr(first)}-{chr(last)}"
        for first, last in (
            (0xA0, 0x200D),
            (0x2010, 0x2029),
            (0x202F, 0xD7FF),
            (0xF900, 0xFDCF),
            (0xFDF0, 0xFFEF),
            *((plane + 0x0000, plane + 0xFFFD) for plane in range(0x10000, 0xE0000, 0x10000)),
            (0xE1000, 0xEFFFD),
        )
    )
    return re.compile(rf"[^A-Za-z0-9._~!$&'()*+,;=:@{ucschar}\-]")


@cache
def _year_brackets() -> re.Pattern[str]:
    return re.compile(r"[〔\[【(（﹝［〈]([0-9_×*XxＸ＊]{2,8})[〕\]】)）﹞］〉]")


@cache
def _redacted() -> re.Pattern[str]:
    return re.compile(r"[_×*＊Ｘ]|(?<![A-Za-z])[Xx]+(?![A-Za-z])")


def segment(text: str) -> str:
    """Return ``text`` as one path segment of an IRI: NFC, blanks single, the rest encoded."""
    normal = _BLANKS.sub(" ", unicodedata.normalize("NFC", text)).strip()
    if normal in {".", ".."}:  # would vanish when a relative IRI is resolved
        return normal.replace(".", "%2E")
    return _forbidden().sub(_percent, normal)


def normal_number(number: str) -> str:
    """Return a document number in its normal form: 国办发[2021]5 号 becomes 国办发〔2021〕5号.

    GB/T 9704-2012 sets the year in 〔〕. Blanks are dropped, full-width digits
    become plain ones, other round brackets full-width (卫办（医）函), and a
    redacted year (20__, 20XX, 20×) stays as it is.
    """
    bare = _BLANKS.sub("", unicodedata.normalize("NFC", number)).translate(_FULL_WIDTH)
    return _year_brackets().sub(r"〔\1〕", bare).translate(_ROUND)


def is_redacted(number: str) -> bool:
    """Tell whether a part of the number was blanked out (青政办〔20__〕90号)."""
    return _redacted().search(normal_number(number)) is not None


def document_iri(
    number: str | None, title: str | None, region_code: str | None, form: str | None, digest: str
) -> NamedNode:
    """Return the IRI of a document that was read, from the best name it has.

    Its number; else its title in its region; else its form (文种) and the digest
    of its text.
    """
    if number:
        return _mint("doc", normal_number(number))
    if title:
        return _mint("doc", region_code or UNKNOWN, title)
    short = digest[:_DIGEST_LENGTH]
    return _mint("doc", region_code or UNKNOWN, f"{form}-{short}" if form else short)


def cited_document_iri(number: str | None, title: str | None) -> NamedNode:
    """Return the IRI of a document that is only named. Raises ValueError without any name."""
    if number:
        return _mint("doc", normal_number(number))
    if title:
        return _mint("doc", "title", title)
    raise ValueError("a cited document needs a number or a title")


def task_iri(
    document: NamedNode, kind: TaskKind, no: str, main: str | None = None, turn: int = 1
) -> NamedNode:
    """Return the IRI of a task, goal or safeguard by its printed number.

    ``main`` is the printed number of its first-level section; give it where the
    number occurs twice in the document. ``turn`` counts the items that even then
    have one number, in printed order: from the second on, the IRI ends in ``~2``.
    """
    last = no if turn == 1 else f"{no}~{turn}"
    return _under(document, kind.value, *((main,) if main else ()), last)


def section_iri(document: NamedNode, n: int) -> NamedNode:
    """Return the IRI of the n-th heading, counted from 1."""
    return _under(document, "section", str(n))


def citation_iri(document: NamedNode, n: int) -> NamedNode:
    """Return the IRI of the n-th citation, counted from 1."""
    return _under(document, "citation", str(n))


def duty_iri(task: NamedNode, n: int) -> NamedNode:
    """Return the IRI of a task's n-th assignment."""
    return _under(task, "duty", str(n))


def deadline_iri(task: NamedNode) -> NamedNode:
    """Return the IRI of a task's own deadline (完成时限)."""
    return _under(task, "deadline")


def milestone_iri(task: NamedNode, n: int) -> NamedNode:
    """Return the IRI of a task's n-th milestone."""
    return _under(task, "milestone", str(n))


def target_iri(task: NamedNode, n: int) -> NamedNode:
    """Return the IRI of a task's n-th target."""
    return _under(task, "target", str(n))


def measure_iri(task: NamedNode, n: int) -> NamedNode:
    """Return the IRI of a task's n-th measure."""
    return _under(task, "measure", str(n))


def evidence_iri(document: NamedNode, span: Span) -> NamedNode:
    """Return the IRI of a stretch of a document's text (RFC 5147)."""
    return NamedNode(f"{document.value}#char={span.start},{span.end}")


def position_iri(evidence: NamedNode) -> NamedNode:
    """Return the IRI of the selector that gives the evidence's offsets."""
    return NamedNode(f"{evidence.value};position")


def quote_iri(evidence: NamedNode) -> NamedNode:
    """Return the IRI of the selector that gives the evidence's words."""
    return NamedNode(f"{evidence.value};quote")


def concept_iri(scheme: str, identifier: str) -> NamedNode:
    """Return the IRI of a concept. Raises KeyError for a scheme that the model has not."""
    if scheme not in SCHEMES:
        raise KeyError(scheme)
    return _mint(scheme, identifier)


def scheme_iri(scheme: str) -> NamedNode:
    """Return the IRI of a concept scheme. Raises KeyError for one that the model has not."""
    if scheme not in SCHEMES:
        raise KeyError(scheme)
    return _mint("scheme", scheme)


def name_of(node: NamedNode) -> str:
    """Return the name that an IRI minted here ends in (医护比 of ``indicator/医护比``)."""
    return _plain(node.value.rsplit("/", 1)[-1])


def concept_parts(node: NamedNode) -> tuple[str, str] | None:
    """Return scheme and identifier of a concept's IRI, None for any other IRI."""
    scheme, slash, identifier = node.value.removeprefix(ID).partition("/")
    if not node.value.startswith(ID) or scheme not in SCHEMES or not slash or "/" in identifier:
        return None
    return scheme, _plain(identifier)


def region_iri(code: str) -> NamedNode:
    """Return the IRI of a region by its GB/T 2260 code."""
    return _mint("region", code)


def agency_iri(region_code: str | None, kind: str | None, name: str) -> NamedNode:
    """Return the IRI of a body: its region and kind, or its name where the kind is unknown."""
    return _mint("org", region_code or UNKNOWN, kind or name)


def hospital_iri(region_code: str | None, name: str) -> NamedNode:
    """Return the IRI of a hospital by its name in its region."""
    return _mint("hospital", region_code or UNKNOWN, name)


def indicator_iri(name: str) -> NamedNode:
    """Return the IRI of an indicator by its name."""
    return _mint("indicator", name)


def statement_iri(
    sort: str, subject: NamedNode, predicate: NamedNode, target: NamedNode
) -> NamedNode:
    """Return the IRI of a statement about an edge (``sort`` is ``link`` or ``fact``).

    It is made of the edge itself, so that the same edge is the same statement.
    """
    name = re.split(r"[#/]", predicate.value)[-1]
    return NamedNode(f"{ID}{sort}/{_tail(subject)}/{name}/{_tail(target)}")


def progress_iri(task: NamedNode, agency: NamedNode | None, title: str = "") -> NamedNode:
    """Return the IRI of what is reported of a task by one body, or by nobody in particular.

    ``title`` is that of the task: its number may be another task's in a later edition.
    """
    by = f"/{_tail(agency)}" if agency else ""
    titled = f"/titled/{segment(title)}" if title else ""
    return NamedNode(f"{ID}progress/{_tail(task)}{by}{titled}")


def report_iri(progress: NamedNode, order: int) -> NamedNode:
    """Return the IRI of what an import, the store's ``order``-th, made of a progress."""
    return _under(progress, "report", str(order))


def ledger_file_iri(name: str, digest: str) -> NamedNode:
    """Return the IRI of a file that was imported: by what is in it, and its name."""
    return _mint("ledger-file", digest, name)


def _mint(*steps: str) -> NamedNode:
    return NamedNode(ID + "/".join(segment(step) for step in steps))


def _under(parent: NamedNode, *steps: str) -> NamedNode:
    return NamedNode("/".join((parent.value, *(segment(step) for step in steps))))


def _tail(node: NamedNode) -> str:
    return node.value.removeprefix(ID) if node.value.startswith(ID) else segment(node.value)


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "surrogatepass"))


def _plain(segment: str) -> str:
    """Undo :func:`_percent`."""
    if "%" not in segment:
        return segment
    from urllib.parse import unquote  # noqa: PLC0415

    return unquote(segment)
