"""Who the members are: their numbers, what they may do.

Plain values and functions; imports nothing of deskbot. Tested in `tests/unit/people`.
"""
