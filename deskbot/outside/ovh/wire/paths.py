"""Where things are in the API."""

import urllib.parse


def hunting(billing_account: str, number: str) -> str:
    """Return the path of a call queue's service."""
    return f"/telephony/{billing_account}/easyHunting/{number}"


def scheduler(billing_account: str, name: str) -> str:
    """Return the path of a calendar."""
    return f"/telephony/{billing_account}/scheduler/{name}"


def event(at: str, uid: str) -> str:
    """Return the path of an event of the calendar `at`; its uid may be anybody's text."""
    return f"{at}/events/{urllib.parse.quote(uid, safe='@')}"


def line_options(billing_account: str, number: str) -> str:
    """Return the path of a SIP line's options."""
    return f"/telephony/{billing_account}/line/{number}/options"


def click_to_call(billing_account: str, number: str) -> str:
    """Return the path that has a SIP line's telephone call somebody."""
    return f"/telephony/{billing_account}/line/{number}/click2Call"


def sms(name: str) -> str:
    """Return the path of a service of text messages."""
    return f"/sms/{name}"


def redirect(billing_account: str, number: str) -> str:
    """Return the path of a redirect."""
    return f"/telephony/{billing_account}/redirect/{number}"


def service(billing_account: str, number: str) -> str:
    """Return the path of what any number is and consumed."""
    return f"/telephony/{billing_account}/service/{number}"


def voicemail(billing_account: str, name: str) -> str:
    """Return the path of a voicemail."""
    return f"/telephony/{billing_account}/voicemail/{name}"


def event_token(billing_account: str) -> str:
    """Return the path of the token that lets a program hear what happens on a billing account."""
    return f"/telephony/{billing_account}/eventToken"
