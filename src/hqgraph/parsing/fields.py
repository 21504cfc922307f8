"""Labelled fields of a duty form (责任单位：…；配合单位：…；完成时限：…).

The labels are data (``data/field_labels.csv``), the way they are set is not:
a label, a colon, and text up to the next label or the end of the form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from hqgraph.model import Span
from hqgraph.parsing.word_tables import meanings


@dataclass(frozen=True, slots=True)
class Field:
    """What a label announces and where.

    ``name`` is ``lead``, ``responsible``, ``support``, ``deadline`` or ``other`` (a
    person, a remark: it only ends the field before it).
    """

    name: str
    label: Span
    value: Span


_TELLING = 4
_BODY_END = "局委部办厅院会府心处司社联团行门校队"


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    """Return the pattern of a label: after a stop, a bracket or a body, blanks inside or not."""
    labels = sorted(meanings("field_labels"), key=lambda label: (-len(label), label))
    names = "|".join(r"[ \u3000]?".join(map(re.escape, label)) for label in labels)
    after_name = "|".join(re.escape(label) for label in labels if len(label) >= _TELLING)
    return re.compile(
        rf"(?:(?<=[\s。；;，,、）)〕\]】（(〔\[【!！？?])|(?<![\s\S])|(?<=[{_BODY_END}])(?={after_name}))"
        rf"(?P<label>{names})(?:[（(][^（）()]{{1,8}}[）)])?[为是]?\s?[：:]"
    )


def fields(content: str, span: Span) -> Iterator[Field]:
    """Yield the labelled fields inside ``span`` in printed order."""
    text = content[span.start : span.end]
    if "：" not in text and ":" not in text:
        return
    found = list(_pattern().finditer(text))
    if all(_meaning(match) == "other" for match in found):
        return
    for index, match in enumerate(found):
        end = found[index + 1].start() if index + 1 < len(found) else len(text)
        yield Field(
            _meaning(match),
            Span(span.start + match.start(), span.start + match.end()),
            Span(span.start + match.end(), span.start + end),
        )


def _meaning(match: re.Match[str]) -> str:
    return meanings("field_labels")[re.sub(r"\s", "", match["label"])]
