"""Measure everything, and print as it goes."""

import logging
import os
import sys

from deskbot import demo
from deskbot.outside import logs
from tools.bench import boundary, commands, figures, line_calls, live, many_calls, plans, process, storm


def main() -> None:
    """Measure, and print as it goes."""
    figures.tell("machine", f"{os.cpu_count()} cores, Python {sys.version.split()[0]}", "")
    process.measure_help()
    with process.folder() as folder, process.staged(folder) as stage:
        process.measure_starts(stage)
        process.measure_memory(stage)
        process.open_desk(stage)
        process.measure_cards(stage)
        live.measure_live_events(stage)
        storm.measure_storm(stage)
    with process.folder() as folder, process.staged(folder) as stage:
        given = demo.environment(stage.world, folder)
        stage.process = process.on_the_systems_clock(stage, given)
        stage.process.start()
        commands.measure_first_question(stage)
        commands.measure_commands(stage)
    with process.folder() as folder, process.staged(folder) as stage:
        many_calls.measure_many_calls(stage, folder)
    plans.measure_plans()
    line_calls.measure_calls()
    with process.folder() as folder, process.staged(folder) as stage:
        boundary.measure_boundaries(stage)


if __name__ == "__main__":
    # What deskbot logs in this process would stand between the figures.
    logs.configure(level=logging.ERROR)
    main()
