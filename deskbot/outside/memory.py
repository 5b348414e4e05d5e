"""What is kept of the memory that is given back, and how long looking for it takes."""

import contextlib
import ctypes
import gc

# From glibc's malloc.h; mallopt(3).
_M_ARENA_MAX = -8
_ARENAS = 2


def keep_little() -> None:
    """Have the threads of this process share two arenas: one for each of 40 threads keeps what others freed.

    To be called before there are threads. Other C libraries than glibc have no arenas, and nothing happens.
    """
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, _ARENAS)


def settle() -> None:
    """Have the garbage collector pass over all there is now, which stays as long as the process.

    To be called once everything is loaded. A whole round takes a quarter of a second, in which nobody is
    answered. None is made here: a Ctrl-C that falls into one is lost, and the garbage of a start is small.
    """
    gc.freeze()
