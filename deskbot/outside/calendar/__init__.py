"""Agendas: the iCalendar files that they fetch (RFC 5545). `feed.py` builds the bytes, without I/O.

Tested in `tests/unit/outside`.
"""
