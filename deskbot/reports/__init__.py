"""What the month was: hours and calls for the contribution, coverage of the promise, fairness.

Plain values and functions over the roster, the opening hours and the calls; imports nothing above `calls`.
Tested in `tests/unit/reports`.
"""
