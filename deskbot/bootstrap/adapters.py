"""Every adapter, built from the settings, none of them called yet."""

import contextlib
import dataclasses
import functools
import pathlib

from deskbot import settings, wording
from deskbot.bootstrap import chats, mailbox
from deskbot.bootstrap import house as house_values
from deskbot.flows import house as house_module
from deskbot.flows import line_aim
from deskbot.line import writes
from deskbot.outside import clock as clock_module
from deskbot.outside import recordings
from deskbot.outside.charts import rates_sheets, sheets
from deskbot.outside.contacts import file as contacts_file
from deskbot.outside.database import connect, migrate, precedence, store, vault
from deskbot.outside.mailbox import client as mailbox_client
from deskbot.outside.mattermost import client as mattermost
from deskbot.outside.ovh import api as ovh_api
from deskbot.outside.ovh import call_log as ovh_call_log
from deskbot.outside.ovh import dialler as ovh_dialler
from deskbot.outside.ovh import live_events as ovh_live_events
from deskbot.outside.ovh import phone_line as ovh_line
from deskbot.outside.ovh import service as ovh_service
from deskbot.outside.ovh import texts as ovh_texts
from deskbot.outside.ovh.wire import shapes as ovh_shapes
from deskbot.outside.whisper import client as whisper
from deskbot.outside.whisper import models
from deskbot.outside.wiki import rules as wiki

# Two agents, the queue, and one more piece in turn.
_CALLS_A_LOOK = 4
_MOST_CALLS_A_LOOK = 60
# Of the pace that OVH is called at; the rest is for changes.
_SHARE_OF_LOOKS = 0.5
_SHARE_OF_POLLS = 0.25


@dataclasses.dataclass(frozen=True, kw_only=True)
class Parts:
    """The house and the adapters: what the flows are given."""

    house: house_module.House
    clock: clock_module.SystemClock | clock_module.RemoteClock
    data: store.Store
    data_for_people: store.Store
    chat: mattermost.MattermostChat
    chat_for_people: mattermost.MattermostChat
    ovh_api: ovh_api.OvhApi
    line: ovh_line.OvhPhoneLine
    line_rules: line_aim.LineRules
    call_log: ovh_call_log.OvhCallLog
    live_events: tuple[ovh_live_events.OvhLiveEvents, ...]
    dialler: ovh_dialler.OvhDialler
    mailbox: mailbox_client.ImapMailbox | None
    texts: ovh_texts.OvhTexts
    recordings: recordings.RecordingFolder
    speech: whisper.WhisperSpeech
    rules: wiki.WikiRules
    contacts: contacts_file.FileContacts
    sheets: sheets.MonthSheets
    rates_sheets: rates_sheets.RatesSheets

    def close(self) -> None:
        """Let every connection go."""
        mailboxes = (self.mailbox,) if self.mailbox is not None else ()
        heard = (*self.live_events, *mailboxes)
        outside = (self.chat, self.chat_for_people, self.ovh_api, self.clock)
        # Who listens writes down what is heard: the database goes last.
        for part in (*heard, *outside, self.data, self.data_for_people):
            part.close()


def parts_of(chosen: settings.Settings, *, upgrade: bool = True) -> Parts:
    """Build every adapter, calling none; bring the database up to date unless `upgrade` is off."""
    clock = clock_of(chosen)
    house = house_values.house_of(chosen)
    # The hours of the first desk stand for those of the house: nearly all houses have one.
    words = wording.Wording(hours=next(iter(house.desks.by_key.values())).hours)
    api = ovh_api.OvhApi(account_of(chosen), calls_per_second=chosen.ovh.calls_per_second)
    rules = house_values.line_rules_of(chosen)
    chat, chat_for_people = chats.chats_of(chosen, words=words, now=clock.now)
    turns = precedence.Precedence()
    return Parts(
        house=house,
        clock=clock,
        data=open_store(chosen, upgrade=upgrade, turn=functools.partial(turns.after, connect.PATIENT_S)),
        data_for_people=open_store(
            chosen,
            upgrade=False,
            busy_s=connect.BUSY_S,
            turn=functools.partial(turns.first, connect.TURN_S),
        ),
        chat=chat,
        chat_for_people=chat_for_people,
        ovh_api=api,
        line=ovh_line.OvhPhoneLine(
            api,
            services={number: one for every in services_of(chosen).values() for number, one in every.items()},
            calls_a_look=calls_a_look(chosen),
            titles={one: words.text("event_title", one.value) for one in writes.Purpose},
            scheduler_is_the_numbers=rules.assumptions.scheduler_is_the_numbers,
        ),
        line_rules=rules,
        live_events=live_events_of(chosen, api),
        call_log=ovh_call_log.OvhCallLog(api, services=logged_services_of(chosen)),
        dialler=ovh_dialler.OvhDialler(api, lines=telephones_of(chosen)),
        mailbox=mailbox.mailbox_of(chosen),
        texts=ovh_texts.OvhTexts(
            api, service=chosen.sms.service, sender=chosen.sms.sender, words=words, clock=clock
        ),
        recordings=recordings.RecordingFolder(chosen.state_folder / "recordings"),
        speech=whisper.WhisperSpeech(model_folder(chosen), hotwords=tuple(chosen.speech.words)),
        rules=wiki.WikiRules(
            rules_folder(chosen),
            public_numbers=[each.number for one in chosen.desks.values() for each in one.numbers],
        ),
        contacts=contacts_file.FileContacts(chosen.directory.file),
        sheets=sheets.MonthSheets(words),
        rates_sheets=rates_sheets.RatesSheets(words),
    )


def clock_of(chosen: settings.Settings) -> clock_module.SystemClock | clock_module.RemoteClock:
    """Return the clock that these settings name."""
    if chosen.clock_url:
        return clock_module.RemoteClock(chosen.clock_url, zone=chosen.zone)
    return clock_module.SystemClock(chosen.zone)


def open_store(
    chosen: settings.Settings,
    *,
    upgrade: bool = True,
    busy_s: float = connect.PATIENT_S,
    turn: precedence.Turn = contextlib.nullcontext,
) -> store.Store:
    """Open the database, made and brought up to date if `upgrade`; `turn` says whose writes go first."""
    if upgrade and connect.is_embedded(chosen.database_url):
        connect.file_of(chosen.database_url).parent.mkdir(parents=True, exist_ok=True)
    opened = store.Store(
        chosen.database_url,
        seal=vault.Vault(chosen.secret.get_secret_value()),
        busy_s=busy_s,
        turn=turn,
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


def account_of(chosen: settings.Settings) -> ovh_api.Account:
    """Return how OVH is called."""
    return ovh_api.Account(
        endpoint=chosen.ovh.endpoint,
        url=chosen.ovh.url,
        application_key=chosen.ovh.application_key,
        application_secret=chosen.ovh.application_secret.get_secret_value(),
        consumer_key=chosen.ovh.consumer_key.get_secret_value(),
    )


def services_of(chosen: settings.Settings) -> dict[str, dict[str, ovh_service.Service]]:
    """Return where each desk's numbers are at OVH: by the desk's key, then by number (E.164), in order."""
    return {
        key: {
            each.number: ovh_service.Service(
                kind=each.kind,
                billing_account=each.billing_account or one.billing_account,
                number=ovh_shapes.to_ovh_number(each.number),
                voicemail=ovh_shapes.to_ovh_number(one.voicemail),
            )
            for each in one.numbers
        }
        for key, one in chosen.desks.items()
    }


def live_events_of(
    chosen: settings.Settings, api: ovh_api.OvhApi
) -> tuple[ovh_live_events.OvhLiveEvents, ...]:
    """Return what listens to the desks' billing accounts, as many a session as it takes; maybe none."""
    if not chosen.ovh.live_events:
        return ()
    every = [one for desk in services_of(chosen).values() for one in desk.values()]
    accounts = list(dict.fromkeys(one.billing_account for one in every))
    most = ovh_live_events.MOST_ACCOUNTS
    return tuple(
        ovh_live_events.OvhLiveEvents(
            api, url=chosen.ovh.events_url, billing_accounts=accounts[first : first + most]
        )
        for first in range(0, len(accounts), most)
    )


def telephones_of(chosen: settings.Settings) -> dict[str, ovh_service.Service]:
    """Return the lines whose telephones call people back, by their number (E.164)."""
    return {
        one.click_to_call_line: ovh_service.Service.telephone(
            billing_account=one.billing_account, number=ovh_shapes.to_ovh_number(one.click_to_call_line)
        )
        for one in chosen.desks.values()
        if one.click_to_call_line
    }


def logged_services_of(chosen: settings.Settings) -> dict[str, tuple[ovh_service.Service, ...]]:
    """Return the numbers whose calls each desk knows of: its own, then the telephone that calls from it."""
    telephones = telephones_of(chosen)
    found: dict[str, tuple[ovh_service.Service, ...]] = {}
    for key, by_number in services_of(chosen).items():
        line = chosen.desks[key].click_to_call_line
        is_another = line is not None and line not in by_number
        found[key] = (*by_number.values(), *([telephones[line]] if is_another and line else []))
    return found


def reconcile_period_s(chosen: settings.Settings) -> float:
    """Return how often each desk's line is looked at: what OVH can bear.

    The design says 4 s a desk; a look of four calls and the log of calls would take more than the pace.
    """
    calls = _CALLS_A_LOOK * len(_numbers(chosen))
    return max(chosen.reconcile_s, calls / (_SHARE_OF_LOOKS * chosen.ovh.calls_per_second))


def calls_a_look(chosen: settings.Settings) -> int:
    """Return how many calls one look may make, where all numbers share what looks may take of the pace."""
    a_second = _SHARE_OF_LOOKS * chosen.ovh.calls_per_second
    share = reconcile_period_s(chosen) * a_second / len(_numbers(chosen))
    return max(_CALLS_A_LOOK, min(int(share), _MOST_CALLS_A_LOOK))


def poll_period_s(chosen: settings.Settings) -> float:
    """Return how often each desk's log of calls is read: two calls, within the pace."""
    logged = sum(map(len, logged_services_of(chosen).values()))
    return max(chosen.poll_s, 2 * logged / (_SHARE_OF_POLLS * chosen.ovh.calls_per_second))


def _numbers(chosen: settings.Settings) -> list[settings.OtherNumber]:
    return [each for one in chosen.desks.values() for each in one.numbers]
