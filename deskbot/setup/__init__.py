"""Setting deskbot up with the phone operator: `deskbot init ovh`, and `deskbot doctor ovh --rehearse`.

Both talk with an admin through a `console.Console` and can be left at any moment: what was obtained is kept
and a rerun goes on from there. May import the outside, the settings and the words. Tested in
`tests/adapters/cli/test_init*.py`, `test_rehearse*.py` and `tests/scenarios`.
"""
