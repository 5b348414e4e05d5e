"""How fast and how small deskbot is, each figure beside its aim (`make bench`, about three minutes).

These are figures to read and to compare between two commits of one machine; nothing fails when an aim is
missed.
"""
