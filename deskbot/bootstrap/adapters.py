"""Every adapter, built from the settings, none of them called yet."""

import dataclasses
import pathlib

from deskbot import settings, wording
from deskbot.bootstrap import house as house_values
from deskbot.flows import house as house_module
from deskbot.outside import clock as clock_module
from deskbot.outside import recordings
from deskbot.outside.charts import sheets
from deskbot.outside.database import connect, migrate, store, vault
from deskbot.outside.mattermost import client as mattermost
from deskbot.outside.ovh import client as ovh
from deskbot.outside.ovh import wire as ovh_wire
from deskbot.outside.whisper import client as whisper
from deskbot.outside.whisper import models
from deskbot.outside.wiki import rules as wiki


@dataclasses.dataclass(frozen=True, kw_only=True)
class Parts:
    """The house and the adapters: what the flows are given."""

    house: house_module.House
    clock: clock_module.SystemClock | clock_module.RemoteClock
    data: store.Store
    data_for_people: store.Store
    chat: mattermost.MattermostChat
    ovh_api: ovh.OvhApi
    line: ovh.OvhPhoneLine
    call_log: ovh.OvhCallLog
    recordings: recordings.RecordingFolder
    speech: whisper.WhisperSpeech
    rules: wiki.WikiRules
    sheets: sheets.MonthSheets

    def close(self) -> None:
        """Let every connection go."""
        for part in (self.data, self.data_for_people, self.chat, self.ovh_api, self.clock):
            part.close()


def parts_of(chosen: settings.Settings, *, upgrade: bool = True) -> Parts:
    """Build every adapter, calling none; bring the database up to date unless `upgrade` is off."""
    clock = clock_of(chosen)
    house = house_values.house_of(chosen)
    # The hours of the first desk stand for those of the house: nearly all houses have one.
    words = wording.Wording(hours=next(iter(house.desks.by_key.values())).hours)
    api = ovh.OvhApi(_account(chosen))
    services = {key: _service(one) for key, one in chosen.desks.items()}
    return Parts(
        house=house,
        clock=clock,
        data=open_store(chosen, upgrade=upgrade),
        data_for_people=open_store(chosen, busy_s=connect.BUSY_S, upgrade=False),
        chat=mattermost.MattermostChat(_server(chosen), words=words, now=clock.now),
        ovh_api=api,
        line=ovh.OvhPhoneLine(api, services=services),
        call_log=ovh.OvhCallLog(api, services=services),
        recordings=recordings.RecordingFolder(chosen.state_folder / "recordings"),
        speech=whisper.WhisperSpeech(model_folder(chosen), hotwords=tuple(chosen.speech.words)),
        rules=wiki.WikiRules(
            rules_folder(chosen), public_numbers=[one.number for one in chosen.desks.values()]
        ),
        sheets=sheets.MonthSheets(words),
    )


def clock_of(chosen: settings.Settings) -> clock_module.SystemClock | clock_module.RemoteClock:
    """Return the clock that these settings name."""
    if chosen.clock_url:
        return clock_module.RemoteClock(chosen.clock_url, zone=chosen.zone)
    return clock_module.SystemClock(chosen.zone)


def open_store(
    chosen: settings.Settings, *, upgrade: bool = True, busy_s: float = connect.PATIENT_S
) -> store.Store:
    """Open the database, made and brought up to date if `upgrade`."""
    if upgrade and connect.is_embedded(chosen.database_url):
        connect.file_of(chosen.database_url).parent.mkdir(parents=True, exist_ok=True)
    opened = store.Store(
        chosen.database_url, seal=vault.Vault(chosen.secret.get_secret_value()), busy_s=busy_s
    )
    if upgrade and not migrate.is_current(opened.reader):
        migrate.upgrade(opened.writer)
    return opened


def model_folder(chosen: settings.Settings) -> pathlib.Path | None:
    """Return where the speech model is, if one is installed."""
    if chosen.speech.folder is not None:
        return chosen.speech.folder
    return models.installed_model(chosen.state_folder, chosen.speech.model)


def rules_folder(chosen: settings.Settings) -> pathlib.Path:
    """Return the folder of the house's rules; the samples when none is named."""
    return chosen.rules or wording.shared_folder("config") / "rules"


def button_secret(chosen: settings.Settings) -> bytes:
    """Return the key that signs buttons and forms."""
    return vault.subkey(chosen.secret.get_secret_value(), purpose="buttons")


def _server(chosen: settings.Settings) -> mattermost.Server:
    return mattermost.Server(
        url=chosen.chat.url.rstrip("/"),
        team=chosen.chat.team,
        token=chosen.chat.bot_token.get_secret_value(),
        callback_url=chosen.web.callback_url.rstrip("/"),
        secret=button_secret(chosen),
    )


def _account(chosen: settings.Settings) -> ovh.Account:
    return ovh.Account(
        endpoint=chosen.ovh.endpoint,
        url=chosen.ovh.url,
        application_key=chosen.ovh.application_key,
        application_secret=chosen.ovh.application_secret.get_secret_value(),
        consumer_key=chosen.ovh.consumer_key.get_secret_value(),
    )


def _service(one: settings.Desk) -> ovh.Service:
    return ovh.Service(
        billing_account=one.billing_account,
        number=ovh_wire.to_ovh_number(one.number),
        voicemail=ovh_wire.to_ovh_number(one.voicemail),
    )
