"""The house's rules: passages, their index, the answer that quotes one or says that none fits.

Plain. Tested in `tests/unit/rules`.
"""
