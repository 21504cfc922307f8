"""Who still reads a generation folder: a shared lock that dies with its reader.

RocksDB opens some of its files only when a query needs them, so a folder must
not be removed under a reader. POSIX lets us lock the folder itself; Windows
refuses to move a folder whose files are open, which says the same.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

if sys.platform != "win32":
    import fcntl


def take_lease(folder: str) -> Callable[[], None]:
    """Keep ``folder`` from being removed until the returned function is called.

    Raises OSError when the folder is gone or is just being removed.
    """
    if sys.platform == "win32":
        return _nothing
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        raise
    close = os.close  # which is gone from the module where the process ends with a graph open
    return lambda: close(handle)


def remove_unless_read(folder: Path) -> bool:
    """Remove a folder that nobody reads; tell whether it is gone.

    One that is in use is left for a later writer, which will try again.
    """
    import shutil  # noqa: PLC0415 (readers do without)

    if sys.platform == "win32":
        moved = folder.with_name(folder.name + ".old")
        try:
            folder.rename(moved)
        except OSError:
            return False
        shutil.rmtree(moved, ignore_errors=True)
        return not moved.exists()
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(folder)
    except OSError:
        return False
    finally:
        os.close(handle)
    return True


def _nothing() -> None:
    """Windows needs no lease: open files protect themselves."""
