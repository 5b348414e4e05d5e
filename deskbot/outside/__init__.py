"""One package for each outside system; nothing else talks to it, and they do not know each other."""
