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
    """What a label announces (``lead``, ``responsible``, ``support``, ``deadline``) and where."""

    name: str
    label: Span
    value: Span


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, meanings("field_labels")), key=len, reverse=True))
    return re.compile(
        rf"(?:(?<=[\s。；;，,、）)（(〔\[【\t])|(?<![\s\S]))(?:{names})[为是]?\s?[：:]"
    )


def fields(content: str, span: Span) -> Iterator[Field]:
    """Yield the labelled fields inside ``span`` in printed order."""
    text = content[span.start : span.end]
    found = list(_pattern().finditer(text))
    for index, match in enumerate(found):
        end = found[index + 1].start() if index + 1 < len(found) else len(text)
        label = match.group().rstrip("：: 为是")
        yield Field(
            meanings("field_labels")[label],
            Span(span.start + match.start(), span.start + match.end()),
            Span(span.start + match.end(), span.start + end),
        )
