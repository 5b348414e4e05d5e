"""What happened on the line: source events merged into calls, cards and their life, triage of words.

Plain; may import `line`, `desk` and `people`. Tested in `tests/unit/calls`.
"""
