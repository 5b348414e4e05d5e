"""`deskbot init ovh`: from nothing to settings with desks and a consumer key with exactly their rights.

Two keys: one that only looks, because rights name numbers and nobody knows them yet; then the one to keep.
"""

import collections.abc
import contextlib
import dataclasses
import pathlib
import secrets as random_secrets
from typing import Final

import pydantic

from deskbot import settings
from deskbot.line import assumptions
from deskbot.outside import settings_file
from deskbot.outside.ovh import rights
from deskbot.outside.ovh import service as services
from deskbot.outside.ovh.wire import shapes
from deskbot.people import phone
from deskbot.settings import rehearsed
from deskbot.setup import choosing, consumer_keys, discovering, progress
from deskbot.setup import console as console_module

KEY: Final = "DESKBOT_OVH__APPLICATION_KEY"
SECRET: Final = "DESKBOT_OVH__APPLICATION_SECRET"
CONSUMER_KEY: Final = "DESKBOT_OVH__CONSUMER_KEY"
HOUSE_SECRET: Final = "DESKBOT_SECRET"
_EXAMPLE_DESK: Final = "standard"
_EXAMPLE_KEY: Final = "à-remplacer"
_USUAL_ENDPOINT: Final = "ovh-eu"
_APPLICATION_PAGES: Final = {
    "ovh-eu": "https://eu.api.ovh.com/createApp/",
    "ovh-ca": "https://ca.api.ovh.com/createApp/",
    "ovh-us": "https://api.us.ovhcloud.com/createApp/",
}

Environment = collections.abc.Mapping[str, str]


class NoDesk(Exception):
    """The account has no number that was chosen as a desk: nothing was written."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Wanted:
    """Where to write, which OVH to ask, and how much to ask the admin.

    `sample` is the file that new settings begin as; `wait_s`: how long to wait for each validation, 0 to ask.
    """

    config: pathlib.Path
    sample: pathlib.Path
    endpoint: str | None = None
    url: str | None = None
    takes_all: bool = False
    wait_s: float = 0
    calls_per_second: float = 1.0

    @property
    def environment_file(self) -> pathlib.Path:
        """Return where the secrets go: beside the settings."""
        return self.config.with_suffix(".env")


def init(wanted: Wanted, *, environment: Environment, console: console_module.Console) -> None:
    """Bring the settings and the secrets to where `deskbot doctor ovh` can look at them.

    :raises NoDesk: if no number was kept.
    :raises consumer_keys.NotValidated: if nobody validated a key in time; a rerun goes on.
    :raises settings_file.NotSettings: if the settings cannot be read.
    :raises LineUnavailable: try again; a rerun goes on.
    :raises LineRefused: OVH does not know the application, or the key may not look.
    """
    _Init(wanted, environment=environment, console=console).run()


class _Init:
    def __init__(self, wanted: Wanted, *, environment: Environment, console: console_module.Console) -> None:
        self._wanted = wanted
        self._console = console
        self._had = {**settings_file.variables(wanted.environment_file), **environment}
        self._progress = progress.load(wanted.config)
        self._is_new = not wanted.config.exists()
        written = settings_file.read(wanted.config)
        self._written = written or settings_file.SettingsFile(wanted.sample.read_text(encoding="utf-8"))

    def run(self) -> None:
        application = self._application()
        if not self._has_desks or self._wants_more():
            self._choose(application)
        self._get_key_to_keep(application)
        self._say_what_next()

    @property
    def _has_desks(self) -> bool:
        has_begun = self._progress.are_desks_written or bool(self._had.get(CONSUMER_KEY))
        return has_begun and not self._is_new

    def _keep(self, changed: progress.Progress) -> None:
        self._progress = changed
        progress.save(changed, config=self._wanted.config)

    # -- the application

    def _application(self) -> consumer_keys.Application:
        operator = self._written.section("ovh")
        key = self._had.get(KEY) or self._progress.application_key or _real(operator.get("application_key"))
        secret = self._had.get(SECRET) or self._progress.application_secret
        endpoint = self._wanted.endpoint or str(operator.get("endpoint", _USUAL_ENDPOINT))
        if not (key and secret):
            self._console.say(
                "create_application",
                {"url": _APPLICATION_PAGES.get(endpoint, _APPLICATION_PAGES[_USUAL_ENDPOINT])},
            )
            key = key or self._console.ask("application_key")
            secret = secret or self._console.secret("application_secret")
        self._keep(dataclasses.replace(self._progress, application_key=key, application_secret=secret))
        return consumer_keys.Application(
            endpoint=endpoint,
            url=self._wanted.url or operator.get("url"),
            key=key,
            secret=secret,
            calls_per_second=self._wanted.calls_per_second,
        )

    # -- the desks

    def _wants_more(self) -> bool:
        if self._progress.are_desks_written or self._wanted.takes_all:
            return False
        return self._console.agrees("look_for_more", default=False)

    def _choose(self, application: consumer_keys.Application) -> None:
        holdings = self._look(application)
        for number, feature in holdings.useless:
            word = "useless" if feature else "no_voicemail"
            self._console.say(word, {"number": phone.national(number), "feature": feature})
        there = {} if self._is_new else self._desks()
        known = {phone.parse(one.number): key for key, desk in there.items() for one in desk.numbers}
        for offer in holdings.offers:
            if offer.number in known:
                values = {"number": phone.national(offer.number), "key": known[offer.number]}
                self._console.say("is_desk_already", values)
        chosen = choosing.choose(
            [one for one in holdings.offers if one.number not in known],
            keys=there,
            takes_all=self._wanted.takes_all,
            console=self._console,
        )
        if not (chosen or known):
            raise NoDesk
        self._write(application, chosen)

    def _look(self, application: consumer_keys.Application) -> discovering.Holdings:
        self._console.say("discovery_key")
        consumer_key = consumer_keys.obtain(
            application,
            before=self._progress.discovery,
            rules=rights.DISCOVERY,
            keep=lambda asked: self._keep(dataclasses.replace(self._progress, discovery=asked)),
            console=self._console,
            wait_s=self._wanted.wait_s,
        )
        self._console.say("looking")
        with contextlib.closing(application.with_key(consumer_key)) as api:
            return discovering.look(api)

    def _write(
        self, application: consumer_keys.Application, chosen: collections.abc.Sequence[choosing.Desk]
    ) -> None:
        if self._is_new and chosen:
            # The example becomes the first desk: all its settings stay to be read, with their comments.
            self._written.rename_desk(_EXAMPLE_DESK, chosen[0].key)
        values = {"endpoint": application.endpoint, "application_key": application.key}
        if application.url:
            values["url"] = application.url
        self._written.set_in("ovh", values)
        for one in chosen:
            self._written.set_desk(one.key, one.as_written())
        self._written.save(self._wanted.config)
        self._is_new = False
        self._keep(dataclasses.replace(self._progress, are_desks_written=True))
        self._console.say("desks_written", {"file": self._wanted.config, "count": len(chosen)})

    # -- the key to keep

    def _get_key_to_keep(self, application: consumer_keys.Application) -> None:
        needed = rights.rights_for(
            self._services(),
            scheduler_is_the_numbers=self._scheduler_is_the_numbers(),
            live_events=bool(self._written.section("ovh").get("live_events", False)),
            telephones=self._telephones(),
            sms=self._written.section("sms").get("service"),
        )
        before = self._had.get(CONSUMER_KEY, "")
        credential = application.credential(before) if before else None
        if credential and not rights.missing(credential.rules, needed=needed):
            self._console.say("key_is_good")
            self._finish(application, consumer_key=before)
            return
        self._console.say("key_to_keep", {"count": len(needed)})
        is_the_same = self._progress.work_rules == needed
        consumer_key = consumer_keys.obtain(
            application,
            before=self._progress.work if is_the_same else None,
            rules=needed,
            keep=lambda asked: self._keep(dataclasses.replace(self._progress, work=asked, work_rules=needed)),
            console=self._console,
            wait_s=self._wanted.wait_s,
        )
        self._finish(application, consumer_key=consumer_key)

    def _finish(self, application: consumer_keys.Application, *, consumer_key: str) -> None:
        kept = {SECRET: application.secret, CONSUMER_KEY: consumer_key}
        if HOUSE_SECRET not in self._had and not self._written.value("secret"):
            kept[HOUSE_SECRET] = random_secrets.token_urlsafe(32)
        settings_file.set_variables(self._wanted.environment_file, kept)
        progress.forget(self._wanted.config)

    def _scheduler_is_the_numbers(self) -> bool:
        state_folder = pathlib.Path(self._written.value("state_folder") or settings.STATE_FOLDER)
        known = {**rehearsed.read(state_folder), **self._written.section("ovh").get("assumptions", {})}
        return bool(known.get("scheduler_is_the_numbers", assumptions.AS_ASSUMED.scheduler_is_the_numbers))

    def _services(self) -> tuple[services.Service, ...]:
        return tuple(
            services.Service(
                kind=one.kind,
                billing_account=one.billing_account or desk.billing_account,
                number=shapes.to_ovh_number(one.number),
                voicemail=shapes.to_ovh_number(desk.voicemail),
            )
            for desk in self._desks().values()
            for one in desk.numbers
        )

    def _telephones(self) -> tuple[services.Service, ...]:
        return tuple(
            services.Service.telephone(
                billing_account=desk.billing_account, number=shapes.to_ovh_number(desk.click_to_call_line)
            )
            for desk in self._desks().values()
            if desk.click_to_call_line
        )

    def _desks(self) -> dict[str, settings.Desk]:
        try:
            return {
                key: settings.Desk.model_validate(one) for key, one in self._written.section("desks").items()
            }
        except pydantic.ValidationError as problem:
            places = {".".join(map(str, one["loc"])) for one in problem.errors()}
            raise settings_file.NotSettings(f"desks: {', '.join(sorted(places))}") from None

    def _say_what_next(self) -> None:
        self._console.say(
            "next", {"config": self._wanted.config, "environment": self._wanted.environment_file}
        )


def _real(key: object) -> str:
    return str(key) if key and key != _EXAMPLE_KEY else ""
