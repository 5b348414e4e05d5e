"""The rights that deskbot needs of a consumer key, and no more."""

import collections.abc
import re

from deskbot.desk import public_number
from deskbot.outside.ovh import found
from deskbot.outside.ovh import service as services
from deskbot.outside.ovh.wire import paths

Rules = tuple[found.Rule, ...]

# What `deskbot init ovh` looks through, before anybody knows a number. `*` stands for a billing account.
DISCOVERY: Rules = (
    ("GET", "/telephony"),
    ("GET", "/telephony/*/easyHunting"),
    ("GET", "/telephony/*/line"),
    ("GET", "/telephony/*/number"),
    ("GET", "/telephony/*/redirect"),
    ("GET", "/telephony/*/scheduler"),
    ("GET", "/telephony/*/service/*"),
    ("GET", "/telephony/*/voicemail"),
    ("GET", "/telephony/*/voicemail/*/settings"),
    ("GET", "/telephony/*/voicemail/*/greetings"),
)


def rights_for(
    services: collections.abc.Iterable[services.Service],
    *,
    scheduler_is_the_numbers: bool = True,
    live_events: bool = False,
    telephones: collections.abc.Iterable[services.Service] = (),
    sms: str | None = None,
) -> Rules:
    """Return the access rules that these numbers and their voicemails need, each once.

    `telephones` are the lines that call people back, `sms` the service of text messages.
    """
    needed: dict[found.Rule, None] = {}
    for one in services:
        calendar = one.number if scheduler_is_the_numbers else one.voicemail
        listening = _live_events(one) if live_events else ()
        routing = _routing(one, calendar=calendar)
        needed |= dict.fromkeys((*routing, *_records(one), *_voicemail(one), *listening))
    for one in telephones:
        needed |= dict.fromkeys(
            (("POST", paths.click_to_call(one.billing_account, one.number)), *_records(one))
        )
    if sms:
        needed |= dict.fromkeys(_texts(paths.sms(sms)))
    return tuple(needed)


def template() -> str:
    """Return the rights of one call queue as `docs/ovh-rights.txt` shows them, live events included."""
    one = services.Service(
        kind=public_number.Kind.EASY_HUNTING,
        billing_account="COMPTE",
        number="NUMERO",
        voicemail="REPONDEUR",
    )
    return "".join(f"{method} {path}\n" for method, path in rights_for((one,), live_events=True))


def template_of_options() -> str:
    """Return the rights of what is off by default, as `docs/ovh-rights-options.txt` shows them."""
    line = services.Service.telephone(billing_account="COMPTE", number="LIGNE")
    return "".join(f"{method} {path}\n" for method, path in rights_for((), telephones=(line,), sms="SERVICE"))


def missing(granted: collections.abc.Collection[found.Rule], *, needed: Rules) -> Rules:
    """Return what is needed and not granted."""
    return tuple(rule for rule in needed if not any(_covers(one, rule) for one in granted))


def surplus(granted: collections.abc.Iterable[found.Rule], *, needed: Rules) -> Rules:
    """Return what is granted beyond what is needed."""
    return tuple(rule for rule in granted if not any(_covers(one, rule) for one in needed))


def _covers(rule: found.Rule, other: found.Rule) -> bool:
    pattern = ".*".join(re.escape(part) for part in rule[1].split("*"))
    return rule[0] == other[0] and re.fullmatch(pattern, other[1]) is not None


def _routing(one: services.Service, *, calendar: str) -> Rules:
    match one.kind:
        case public_number.Kind.EASY_HUNTING:
            hunting = paths.hunting(one.billing_account, one.number)
            return (*_hunting(hunting), *_calendar(paths.scheduler(one.billing_account, calendar)))
        case public_number.Kind.LINE:
            options = paths.line_options(one.billing_account, one.number)
            return (("GET", options), ("PUT", options))
        case public_number.Kind.REDIRECT:
            redirect = paths.redirect(one.billing_account, one.number)
            return (("GET", redirect), ("POST", f"{redirect}/changeDestination"))


def _hunting(at: str) -> Rules:
    return (
        ("GET", at),
        ("PUT", at),
        ("GET", f"{at}/hunting/*"),
        ("PUT", f"{at}/hunting/agent/*"),
        ("PUT", f"{at}/hunting/queue/*"),
        *_settings_and_conditions(f"{at}/timeConditions"),
        *_settings_and_conditions(f"{at}/screenListConditions"),
    )


def _settings_and_conditions(at: str) -> Rules:
    return (("GET", at), ("PUT", at), *_things(f"{at}/conditions"))


def _calendar(at: str) -> Rules:
    return (("GET", at), ("PUT", at), *_things(f"{at}/events"))


def _things(at: str) -> Rules:
    return (("GET", at), ("POST", at), ("GET", f"{at}/*"), ("DELETE", f"{at}/*"))


def _records(one: services.Service) -> Rules:
    at = paths.service(one.billing_account, one.number)
    lists = (f"{at}/voiceConsumption", f"{at}/previousVoiceConsumption")
    return (("GET", at), *(("GET", path + end) for path in lists for end in ("", "/*")))


def _voicemail(one: services.Service) -> Rules:
    at = paths.voicemail(one.billing_account, one.voicemail)
    return (
        ("GET", f"{at}/directories"),
        ("GET", f"{at}/directories/*"),
        ("GET", f"{at}/settings"),
        ("PUT", f"{at}/settings"),
        ("GET", f"{at}/greetings"),
    )


def _live_events(one: services.Service) -> Rules:
    at = paths.event_token(one.billing_account)
    return (("GET", at), ("POST", at))


def _texts(at: str) -> Rules:
    return (("GET", at), ("GET", f"{at}/senders"), ("POST", f"{at}/jobs"))
