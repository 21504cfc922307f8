"""Reads what only an office program can (.doc, .wps, .xls, .rtf …) through LibreOffice.

LibreOffice turns the file into .docx or .xlsx in a folder of its own, and the
readers of those do the rest. It runs without a window, in a fresh profile with
the settings of ``office.xcu`` (no macros, no links, no network), with a limit on
time and memory, and is gone afterwards with all it wrote.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from hqgraph.errors import ReadError
from hqgraph.model import Text
from hqgraph.reading import compound
from hqgraph.reading.kinds import all_kinds, bounded
from hqgraph.reading.sheet import read_sheet
from hqgraph.reading.sniff import kind_of
from hqgraph.reading.word import read_word

SECONDS = 9
SECONDS_PER_MB = 1
"""How long LibreOffice may take: so much, and so much more for each megabyte."""
MAX_MEMORY = 1_000 * 2**20

_FILTERS = {
    "word-97": (".doc", "MS Word 97"),
    "word-xml": (".xml", "MS Word 2003 XML"),
    "rtf": (".rtf", "Rich Text Format"),
    "odt": (".odt", "writer8"),
    "sheet-97": (".xls", "MS Excel 97"),
    "sheet-xml": (".xml", "MS Excel 2003 XML"),
    "ods": (".ods", "calc8"),
}
"""Under which name LibreOffice is shown a kind of file, and the filter it is to open it with.

Left to choose, it opens what it does not know as plain text.
"""
_PLACES = (
    "/usr/lib/libreoffice/program/soffice",
    "/usr/lib64/libreoffice/program/soffice",
    "/opt/libreoffice*/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "{HOME}/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "{PROGRAMFILES}/LibreOffice/program/soffice.com",
    "{PROGRAMFILES(X86)}/LibreOffice/program/soffice.com",
)
"""Where installers put it when they do not put it on PATH."""
_LIMITED = (
    "import os, resource, sys\n"
    "size = int(sys.argv[1])\n"
    "resource.setrlimit(resource.RLIMIT_AS, (size, size))\n"
    "resource.setrlimit(resource.RLIMIT_CORE, (0, 0))\n"
    "os.execv(sys.argv[2], sys.argv[2:])\n"
)
"""Limits itself, then becomes LibreOffice: safe where a fork with threads is not."""


@dataclass(frozen=True, slots=True)
class _Target:
    """The format LibreOffice writes: its suffix and the name of its filter."""

    suffix: str
    form: str


_WORD = _Target(".docx", "MS Word 2007 XML")
_SHEET = _Target(".xlsx", "Calc MS Excel 2007 XML")


def read_document(data: bytes, source: str) -> Text:
    """Turn the bytes of a .doc, .wps, .rtf, .odt … into a Text; ``source`` names it in messages.

    Raises ReadError where LibreOffice is not installed, cannot open the file or
    takes too long, and as :func:`hqgraph.reading.word.read_word` does.
    """
    return read_word(_converted(data, source, _WORD), source)


def read_workbook(data: bytes, source: str) -> Text:
    """Turn the bytes of an .xls, .et, .ods … into a Text; ``source`` names it in messages.

    Raises ReadError as :func:`read_document` does.
    """
    return read_sheet(_converted(data, source, _SHEET), source)


def find_office() -> str | None:
    """Return the program file of LibreOffice, ``None`` where it is not installed."""
    for name in ("soffice", "libreoffice"):
        found = shutil.which(name)
        if found:
            return found
    for pattern in _PLACES:
        try:
            place = Path(pattern.format_map(os.environ))
        except KeyError:
            continue
        at = Path(place.anchor)
        for path in sorted(at.glob(place.relative_to(at).as_posix()), reverse=True):
            return str(path)
    return None


def _converted(data: bytes, source: str, target: _Target) -> bytes:
    """Return the file as LibreOffice writes it in another format."""
    kind = kind_of(data, Path(source).suffix)
    if kind not in _FILTERS:
        raise ReadError("read.office.kind", path=source)
    bounded(len(data), kind, source)
    if kind == "word-97" and compound.has_password(data):
        raise ReadError("read.office.encrypted", path=source)
    program = find_office()
    if program is None:
        raise ReadError("read.office.missing", path=source, wanted=target.suffix)
    with tempfile.TemporaryDirectory(prefix="hqgraph-", ignore_cleanup_errors=True) as folder:
        suffix, form = _FILTERS[kind]
        given = Path(folder, "given", f"document{suffix}")
        given.parent.mkdir()
        given.write_bytes(data)
        seconds = SECONDS + SECONDS_PER_MB * (len(data) >> 20)
        if not _run(_command(program, given, form, target), Path(folder), seconds):
            raise ReadError("read.office.slow", path=source, seconds=seconds, wanted=target.suffix)
        written = Path(folder, "written", f"document{target.suffix}")
        if written.is_file() and written.stat().st_size <= all_kinds()["word"].max_bytes:
            return written.read_bytes()
    if compound.has_password(data):
        raise ReadError("read.office.encrypted", path=source)
    raise ReadError("read.office.unconverted", path=source, wanted=target.suffix)


def _command(program: str, given: Path, form: str, target: _Target) -> list[str]:
    """Return the call, and write the profile it is to use beside the file."""
    folder = given.parent.parent
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    shutil.copyfile(
        Path(__file__).with_name("office.xcu"), profile / "user" / "registrymodifications.xcu"
    )
    return [
        program,
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        "--nologo",
        "--nodefault",
        "--nolockcheck",
        f"--infilter={form}",
        "--convert-to",
        f"{target.suffix[1:]}:{target.form}",
        "--outdir",
        str(folder / "written"),
        str(given),
    ]


def _run(command: list[str], folder: Path, seconds: float) -> bool:
    """Run a program with nothing to read, say or find; return whether it ended in time."""
    if os.name == "posix":
        command = [sys.executable, "-I", "-S", "-c", _LIMITED, str(MAX_MEMORY), *command]
    process = subprocess.Popen(  # noqa: S603 (no shell; every argument is ours)
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=_environment(folder),
        start_new_session=os.name == "posix",
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    finally:
        _kill(process)
    return True


def _environment(folder: Path) -> dict[str, str]:
    """Return the environment without what points to the user's own files or network."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.lower().endswith("_proxy") and not name.startswith(("PYTHON", "DISPLAY"))
    }
    return {**kept, "HOME": str(folder), "TMPDIR": str(folder), "SAL_USE_VCLPLUGIN": "svp"}


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End the program and all it has started."""
    if os.name == "posix":
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    elif process.poll() is None:
        subprocess.run(  # noqa: S603 (a fixed call)
            ["taskkill", "/T", "/F", "/PID", str(process.pid)],  # noqa: S607
            capture_output=True,
            check=False,
        )
    process.wait()
