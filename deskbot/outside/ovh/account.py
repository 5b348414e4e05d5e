"""What `deskbot init ovh` and `deskbot doctor ovh` ask of an account."""

import collections.abc
import contextlib
import datetime as dt

from deskbot.outside.ovh import api as api_module
from deskbot.outside.ovh import found, voicemail_box
from deskbot.outside.ovh import service as services
from deskbot.outside.ovh.wire import account as wire_account
from deskbot.outside.ovh.wire import paths, shapes
from deskbot.outside.ovh.wire import texts as wire_texts

_KINDS = ("easyHunting", "line", "redirect", "number")


def ask_consumer_key(
    *,
    endpoint: str,
    url: str | None,
    application_key: str,
    application_secret: str,
    rules: collections.abc.Iterable[found.Rule],
) -> found.Asked:
    """Ask for a consumer key with these rights; it counts once a person has validated it.

    :raises LineUnavailable: try again.
    :raises LineRefused: OVH said no.
    """
    account = api_module.Account(
        endpoint=endpoint,
        url=url,
        application_key=application_key,
        application_secret=application_secret,
        consumer_key="",
    )
    with contextlib.closing(api_module.OvhApi(account)) as api:
        body = {"accessRules": [{"method": method, "path": path} for method, path in rules]}
        return wire_account.asked_of(api.post("/auth/credential", body, is_signed=False))


def credential(api: api_module.OvhApi) -> found.Credential:
    """Return the consumer key in use; the errors of `ask_consumer_key`, refused while nobody validated it."""
    return wire_account.credential_of(api.get("/auth/currentCredential"))


def server_time(api: api_module.OvhApi) -> dt.datetime:
    """Return the server's time; it answers to anybody."""
    return wire_account.moment_of(api.get("/auth/time", is_signed=False))


def billing_accounts(api: api_module.OvhApi) -> tuple[str, ...]:
    """Return the names of the billing accounts; the errors of `ask_consumer_key`."""
    return shapes.keys_of(api.get("/telephony"))


def numbers(api: api_module.OvhApi, billing_account: str) -> tuple[found.Found, ...]:
    """Return the numbers of a billing account, whatever they are; the errors of `ask_consumer_key`."""
    names: dict[str, None] = {}
    for kind in _KINDS:
        names |= dict.fromkeys(shapes.keys_of(api.get(f"/telephony/{billing_account}/{kind}")))
    about = [_about(api, billing_account, name) for name in names]
    return tuple(one for one in about if one.number)


def about(api: api_module.OvhApi, service: services.Service) -> found.Found:
    """Return what a number of the settings is at OVH; the errors of `ask_consumer_key`."""
    return _about(api, service.billing_account, service.number)


def voicemails(api: api_module.OvhApi, billing_account: str) -> tuple[str, ...]:
    """Return the voicemails of a billing account (E.164); the errors of `ask_consumer_key`."""
    return _listed(api, f"/telephony/{billing_account}/voicemail")


def voicemail_settings(api: api_module.OvhApi, service: services.Service) -> found.VoicemailSettings:
    """Return what the voicemail of a number does with messages; the errors of `ask_consumer_key`."""
    return voicemail_box.OvhVoicemail(
        api, billing_account=service.billing_account, name=service.voicemail
    ).settings()


def sms_service(api: api_module.OvhApi, name: str) -> found.SmsService:
    """Return what a service of text messages is; the errors of `ask_consumer_key`."""
    return wire_texts.account_of(api.get(paths.sms(name)))


def sms_senders(api: api_module.OvhApi, name: str) -> tuple[str, ...]:
    """Return the senders that OVH allowed; the errors of `ask_consumer_key`."""
    return shapes.keys_of(api.get(f"{paths.sms(name)}/senders"))


def schedulers(api: api_module.OvhApi, billing_account: str) -> tuple[str, ...]:
    """Return the numbers that have a calendar (E.164); the errors of `ask_consumer_key`."""
    return _listed(api, f"/telephony/{billing_account}/scheduler")


def _listed(api: api_module.OvhApi, path: str) -> tuple[str, ...]:
    found_numbers = (shapes.from_ovh_number(name) for name in shapes.keys_of(api.get(path)))
    return tuple(number for number in found_numbers if number is not None)


def _about(api: api_module.OvhApi, billing_account: str, name: str) -> found.Found:
    return wire_account.found_of(api.get(paths.service(billing_account, name)))
