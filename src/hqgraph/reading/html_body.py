"""Finds the document on a saved page: what is prose and no link.

Nothing here knows a site. The body is where the sentences are; menus are lists
of links; what is hidden or named a footer by its own tag or class goes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

DROPPED = frozenset(
    {
        "script",
        "style",
        "noscript",
        "template",
        "nav",
        "footer",
        "aside",
        "head",
        "select",
        "option",
        "button",
        "textarea",
        "iframe",
        "object",
        "embed",
        "svg",
        "math",
        "canvas",
        "video",
        "audio",
        "map",
        "input",
    }
)
_CONTAINERS = frozenset(
    {
        "html",
        "body",
        "div",
        "section",
        "article",
        "main",
        "center",
        "form",
        "table",
        "tbody",
        "thead",
        "tr",
        "td",
        "th",
    }
)
_FURNITURE = re.compile(
    r"(?:^|[\s_\-])(?:nav|navbar|menu|footer|foot|copyright|breadcrumbs?|crumbs?|sidebar|share"
    r"|related|toolbar|pagination)(?:$|[\s_\-\d])",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_SENTENCE = re.compile(r"[，。；：]")
_BARE = 0.1
"""What a character without a sentence around it counts."""
_MOST = 0.75
"""Go down into a part that holds this share of the prose."""
_LINKED = 0.2
"""Go back up while what is added is links to no more than this share."""


@dataclass(slots=True)
class Weight:
    """How many characters an element holds, in links, and as prose; and its elements."""

    text: int = 0
    linked: int = 0
    prose: float = 0.0
    elements: int = 0

    def add(self, other: Weight) -> None:
        """Count another element in."""
        self.text += other.text
        self.linked += other.linked
        self.prose += other.prose
        self.elements += other.elements


def is_furniture(element: Any) -> bool:
    """Tell whether an element is hidden, no text, or names itself a menu or footer."""
    if not isinstance(element.tag, str) or element.tag in DROPPED:
        return True
    if element.tag in ("html", "body"):
        return False
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
        return True
    return bool(_FURNITURE.search(f"{element.get('class') or ''} {element.get('id') or ''}"))


def strip_furniture(root: Any) -> None:
    """Take what is no part of any document out of the tree; texts after it stay."""
    for element in [e for e in root.iter() if e is not root and is_furniture(e)]:
        remove(element)


def remove(element: Any) -> None:
    """Take an element out of its tree, but keep the text that follows it."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    element.tail = None
    parent.remove(element)


def weigh(root: Any) -> dict[Any, Weight]:
    """Weigh every element, from the leaves up."""
    weights: dict[Any, Weight] = {}
    for element in reversed(list(root.iter())):
        weight = weights.setdefault(element, Weight())
        weight.add(_of_string(element.text))
        weight.elements += 1
        if element.tag == "a":
            weight.linked, weight.prose = weight.text, 0.0
        parent = element.getparent()
        if parent is not None and element is not root:
            above = weights.setdefault(parent, Weight())
            above.add(weight)
            above.add(_of_string(element.tail))
    return weights


def _of_string(string: str | None) -> Weight:
    length = len("".join(string.split())) if string else 0
    if string is None or not length:
        return Weight()
    return Weight(length, 0, length if _SENTENCE.search(string) else _BARE * length)


def find_body(root: Any, weights: dict[Any, Weight]) -> Any:
    """Return the element that holds the document: most of the prose and few links."""
    here = root
    while True:
        inside = [child for child in here if child.tag in _CONTAINERS]
        best = max(inside, key=lambda child: weights[child].prose, default=None)
        if best is None or weights[best].prose < _MOST * weights[here].prose:
            break
        here = best
    return _with_its_title(here, root, weights)


def _with_its_title(body: Any, root: Any, weights: dict[Any, Weight]) -> Any:
    """Go up from the body as long as only text, no menu, is added."""
    top = here = body
    while here is not root:
        parent = here.getparent()
        added = weights[parent].text - weights[here].text
        linked = weights[parent].linked - weights[here].linked
        if linked > _LINKED * added:
            break
        here = parent
        if added:
            top = here
    return top


def is_menu(element: Any, weights: dict[Any, Weight]) -> bool:
    """Tell whether a block is nothing but links to elsewhere."""
    weight = weights.get(element)
    if weight is None or not weight.text:
        return False
    return weight.linked > 0.6 * weight.text and sum(1 for _ in element.iter("a")) >= 2
