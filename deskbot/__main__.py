"""Run deskbot as `python -m deskbot`."""

from deskbot import cli

cli.main()
