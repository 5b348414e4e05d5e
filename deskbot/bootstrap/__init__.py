"""The one place that wires: settings in, a working deskbot out.

`house` makes values of the settings, `adapters` builds what talks to the outside, `registered` gives each
flow to the engine, `running` is the whole. Callers see what they need here.
"""

from deskbot.bootstrap.adapters import Parts, open_store, parts_of, rules_folder
from deskbot.bootstrap.registered import engine_of
from deskbot.bootstrap.running import Deskbot

__all__ = ["Deskbot", "Parts", "engine_of", "open_store", "parts_of", "rules_folder"]
