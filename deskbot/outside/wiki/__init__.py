"""The house's rules as a folder of Markdown pages.

Tested in `tests/adapters/wiki`.
"""
