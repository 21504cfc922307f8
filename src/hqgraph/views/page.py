"""A self-contained page: one file, no network, no word of a document ever run as code.

The page's own script and style are inlined from ``assets/``; data travels as JSON
in blocks that browsers do not execute. The Content-Security-Policy forbids every
connection and every script but the inlined ones, named by their hash.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, ChoiceLoader, Environment, FileSystemLoader

from hqgraph.messages import language
from hqgraph.views.words import dictionary

ASSETS = Path(__file__).with_name("assets")
_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&'\u2028\u2029"}


def dumps(value: Any, **_: Any) -> str:
    """Return JSON that may stand inside a script element: no ``<``, ``>``, ``&``, U+2028."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.translate(_ESCAPES)


def asset(name: str) -> str:
    """Return the text of a file of ``assets/``."""
    return (ASSETS / name).read_text(encoding="utf-8")


def policy(*scripts: str) -> str:
    """Return the Content-Security-Policy that lets only these inline scripts run."""
    hashes = " ".join(f"'sha256-{_digest(script)}'" for script in scripts)
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")


def environment(*fallbacks: BaseLoader) -> Environment:
    """Return the template engine of the pages: autoescaping, JSON made safe for HTML.

    ``fallbacks`` are asked for templates that ``assets/`` does not hold.
    """
    engine = Environment(
        loader=ChoiceLoader([FileSystemLoader(ASSETS, encoding="utf-8"), *fallbacks]),
        autoescape=True,
        keep_trailing_newline=True,
    )
    engine.policies["json.dumps_function"] = dumps
    return engine


def chrome(title: str, script: str, style: str, *other_scripts: str) -> dict[str, Any]:
    """Return what every page's template needs: title, words, script, style and policy."""
    return {
        "csp": policy(*other_scripts, script),
        "language": language(),
        "page_script": script,
        "page_style": style,
        "page_title": title,
        "words": dictionary(),
    }


def write_html(path: str | os.PathLike[str], html: str) -> Path:
    """Write a page as UTF-8 with plain newlines; see :func:`write_bytes`."""
    return write_bytes(path, html.encode("utf-8"))


def write_bytes(path: str | os.PathLike[str], data: bytes) -> Path:
    """Write a file whole or not at all; return its path.

    It is written beside its place and then moved there, so that nobody ever opens
    half of it. Raises OSError where the folder cannot be written to.
    """
    target = Path(path)
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        draft.chmod(0o644)
        draft.replace(target)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    return target
