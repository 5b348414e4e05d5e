"""One deskbot at a time on a database file: a lock beside it, gone with the process that holds it."""

import fcntl
import os
import pathlib
import threading
import time

_PAUSE_S = 0.05


class FileTaken(Exception):
    """Another deskbot runs on this database file."""


def hold(database: pathlib.Path, *, wait_s: float) -> int:
    """Take the lock beside `database` and return its handle; closing it lets go.

    :raises FileTaken: if another process still holds it after `wait_s` seconds.
    """
    path = database.with_name(f"{database.name}.lock")
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    deadline = time.monotonic() + wait_s
    pause = threading.Event()
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                os.close(handle)
                raise FileTaken(str(path)) from None
            pause.wait(_PAUSE_S)
        else:
            return handle
