"""A voicemail's settings and its temporary greeting."""

from deskbot.line import observed
from deskbot.outside.ovh import found
from deskbot.outside.ovh.wire import shapes

# As in `wire.writes`: without these a PUT might take away the very greeting that it switches on.
KEEPS = ("fullGreetingSoundId", "shortGreetingSoundId", "temporaryGreetingSoundId")
TEMPORARY = "temp"
"""The folder of temporary greetings, in OVH's word."""


def has_sound(settings: shapes.Payload) -> bool:
    """Whether the settings name the sound of a temporary greeting.

    :raises LineUnavailable: if they are not what the schema says.
    """
    with shapes.understood():
        return settings["temporaryGreetingSoundId"] is not None


def greeting_of(settings: shapes.Payload, *, is_recorded: bool) -> observed.Greeting:
    """Return the temporary greeting; the errors of `has_sound`."""
    with shapes.understood():
        return observed.Greeting(is_recorded=is_recorded, is_on=bool(settings["temporaryGreetingActivated"]))


def settings_of(settings: shapes.Payload, *, is_recorded: bool) -> found.VoicemailSettings:
    """Return what a voicemail does with what callers say; the errors of `has_sound`."""
    with shapes.understood():
        return found.VoicemailSettings(
            do_not_record=bool(settings["doNotRecord"]),
            keep_message=bool(settings["keepMessage"]),
            emails=tuple(
                found.Email(address=str(one["email"]), has_sound=one["type"] == "attachment")
                for one in settings["redirectionEmails"]
            ),
            audio_format=str(settings["audioFormat"]),
            greeting_type=str(settings["greetingType"]),
            greeting=greeting_of(settings, is_recorded=is_recorded),
        )
