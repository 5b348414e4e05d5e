"""What the phone line must do: chains as values, and the ordered safe writes that bring a line to one.

Plain; may import `desk` and `people`. Tested in `tests/unit/line`.
"""
