"""Urgent calls: who is told next, and when.

Plain. Tested in `tests/unit/alerts`.
"""
