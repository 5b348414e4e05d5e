"""What OVH gives when something is new: a service, a queue, a line's options, a voicemail's settings."""

from typing import Any

from deskbot.sandbox.ovh import config as line_config

FORWARDS = ("Unconditional", "NoReply", "Busy", "Backup")
"""The four forwards of a SIP line, as its options name them."""


def service(config: line_config.LineConfig, *, voicemail: str) -> dict[str, Any]:
    """Return the writable properties of an easyHunting service."""
    return {
        "anonymousRejection": False,
        "description": config.description,
        "maxWaitTime": config.max_wait_s,
        "queueSize": config.max_waiting,
        "showCallerNumber": "caller",
        "statusIvrEnabled": False,
        "strategy": "sequentiallyByAgentOrder",
        "toneOnClosing": None,
        "toneOnHold": None,
        "toneOnOpening": None,
        "voicemail": voicemail,
    }


def hunting() -> dict[str, Any]:
    """Return the writable properties of its `hunting`."""
    return {"crmUrlTemplate": None, "g729": False, "statusIvrEnabled": False}


def queue(config: line_config.LineConfig, *, voicemail: str) -> dict[str, Any]:
    """Return the queue that stands from the start."""
    return {
        **empty_queue(strategy="sequentiallyByAgentOrder"),
        "actionOnClosure": "voicemail",
        "actionOnClosureParam": voicemail,
        "actionOnOverflow": "voicemail",
        "actionOnOverflowParam": voicemail,
        "description": "Standard",
        "maxMember": config.max_waiting,
        "maxWaitTime": config.max_wait_s,
    }


def empty_queue(*, strategy: str) -> dict[str, Any]:
    """Return a queue as OVH makes one when only its strategy is given."""
    nullable = (
        "actionOnClosure",
        "actionOnClosureParam",
        "actionOnOverflow",
        "actionOnOverflowParam",
        "askForRecordDisabling",
        "confirmKey",
        "description",
        "followCallForwards",
        "record",
        "recordDisablingDigit",
        "recordDisablingLanguage",
        "soundOnHold",
    )
    return dict.fromkeys(nullable) | {"maxMember": 10, "maxWaitTime": 180, "strategy": strategy}


def agent(stands: line_config.Agent, *, number: str) -> dict[str, Any]:
    """Return the writable properties of an agent."""
    return {
        "breakStatus": None,
        "description": stands.description,
        "number": number,
        "simultaneousLines": 1,
        "status": stands.status,
        "timeout": stands.timeout_s,
        "wrapUpTime": 0,
    }


def time_settings() -> dict[str, Any]:
    """Return time conditions that nobody has touched."""
    slots = ("slot1", "slot2", "slot3", "unavailable")
    destinations = {f"{slot}{part}": None for slot in slots for part in ("Number", "Type")}
    return {"enable": False} | destinations


def options(*, number: str, voicemail: str) -> dict[str, Any]:
    """Return the writable options of a SIP line: no forward is on, each would lead to its voicemail."""
    return {
        "absentSubscriber": False,
        "anonymousCallRejection": False,
        "callRestrictionIncoming": False,
        "callRestrictionOutgoing": False,
        "callWaiting": True,
        "codecs": "g711",
        "defaultVoicemail": voicemail,
        "displayNumber": number,
        "doNotDisturb": False,
        "domain": "sip.example",
        **forwards_off(voicemail=voicemail),
        "forwardNoReplyDelay": 20,
        "identificationRestriction": False,
        "intercom": "no",
        "ipRestrictions": [],
        "language": "French",
        "lockOutCall": False,
        "lockOutCallPassword": None,
        "recordOutgoingCallsBeta": False,
        "toneOnCallWaitingSoundId": None,
        "toneOnHoldSoundId": None,
        "toneRingbackSoundId": None,
    }


def forwards_off(*, voicemail: str) -> dict[str, Any]:
    """Return the options of a line without a forward."""
    parts = {"": False, "Nature": "voicemail", "Number": voicemail}
    return {f"forward{name}{part}": value for name in FORWARDS for part, value in parts.items()}


def voicemail_settings(config: line_config.LineConfig) -> dict[str, Any]:
    """Return the writable settings of a voicemail, and the two that only OVH writes."""
    return {
        "annouceMessage": "",
        "audioFormat": "mp3",
        "doNotRecord": config.voicemail_only_announces,
        "forcePassword": True,
        "fromEmail": "no-reply@voicemail.example",
        "fromName": "Messagerie vocale",
        "fullGreetingSoundId": None,
        "greetingType": "default",
        "isNewVersion": True,
        "keepMessage": True,
        "redirectionEmails": [],
        "shortGreetingSoundId": None,
        "temporaryGreetingActivated": False,
        "temporaryGreetingSoundId": config.temporary_greeting_sound_id,
    }
