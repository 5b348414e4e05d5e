"""The stories, one file each, that join the plain packages through ports.

Plain functions that take ports as keyword arguments; may import neither `outside` nor `engine`.
Tested by `tests/scenarios` on real parts.
"""
