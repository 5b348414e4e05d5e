"""The opening hours that a French text tells, and whether they are those of a desk.

A greeting, a page of the wiki: people write hours where they like, beside the hours of other things. Only a
sentence with a word of opening, or one of nothing but days and hours right after it, is read; a doubt is
silence. Tested in `tests/unit/desk/test_hours_told.py`.
"""

from deskbot.desk.hours_told.comparing import Comparison, Difference, Verdict, compare
from deskbot.desk.hours_told.reading import told
from deskbot.desk.hours_told.values import Part, Statement, Stretch, Told

__all__ = [
    "Comparison",
    "Difference",
    "Part",
    "Statement",
    "Stretch",
    "Told",
    "Verdict",
    "compare",
    "told",
]
