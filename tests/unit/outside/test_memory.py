"""What the C library and the garbage collector are told of memory."""

import subprocess
import sys

# `malloc_info` writes one <heap> for each arena.
_COUNTS = """
import ctypes, threading
from deskbot.outside import memory
if {told}:
    memory.keep_little()
libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
all_here = threading.Barrier(12)
def takes():
    libc.malloc(1000)
    all_here.wait()
threads = [threading.Thread(target=takes) for _ in range(12)]
[one.start() for one in threads], [one.join() for one in threads]
libc.malloc_info(0, ctypes.c_void_p.in_dll(libc, "stdout"))
libc.fflush(None)
"""


def arenas(*, told: bool) -> int:
    command = [sys.executable, "-c", _COUNTS.format(told=told)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout.count("<heap ")


class TestKeepLittle:
    def test_has_threads_share_arenas(self):
        assert arenas(told=True) <= 2 < arenas(told=False)

    def test_does_nothing_where_there_are_none(self, monkeypatch):
        from deskbot.outside import memory

        monkeypatch.setattr(memory.ctypes, "CDLL", lambda _name: object())

        memory.keep_little()


class TestSettle:
    def test_leaves_the_collector_only_what_comes_after(self):
        left = "import gc; from deskbot.outside import memory; memory.settle(); print(len(gc.get_objects()))"
        done = subprocess.run([sys.executable, "-c", left], capture_output=True, text=True, check=True)

        assert int(done.stdout) < 100
