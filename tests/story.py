"""A day at the switchboard, for the scenario tests: the sandbox and a real deskbot, in this process.

    with story.Story(tmp_path) as day:
        day.lea.types("/standard prendre 2024-08-01..15")
        day.channel_says("Léa", "prend")
        day.clock_shows(story.at(1, 9))
        day.line_rings(day.lea, day.tom)

Whatever is expected is looked for in the sandbox's own state, a minute at most: only a fault takes as long,
and a machine that runs four such days at once may be slow.
"""

import contextlib
import dataclasses
import datetime as dt
import functools
import itertools
import pathlib
import tomllib
import zoneinfo
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import tomlkit

from deskbot import bootstrap, demo, settings
from deskbot.outside.database import instants
from deskbot.people import phone
from deskbot.sandbox import observer
from deskbot.sandbox import world as world_module
from deskbot.sandbox.mattermost import config as chat_config
from deskbot.sandbox.ovh import calling, control, switches
from deskbot.sandbox.ovh import config as line_config
from tests import story_database, story_posts, story_wire

PARIS = zoneinfo.ZoneInfo("Europe/Paris")
CONFIG = pathlib.Path(__file__).parent.parent / "config" / "demo.toml"
CALLER = "+33639980201"
_PATIENCE_S = 60.0
# A row that is due, or a flow that runs or waits: one statement sees both at one moment.
_UNDONE = """
    SELECT 1 FROM desk_due WHERE due_at <= :now
    UNION ALL SELECT 1 FROM workflow_status WHERE status IN ('PENDING', 'ENQUEUED')
"""
Json = dict[str, Any]


def at(
    day: int, hour: int, minute: int = 0, second: int = 1, *, month: int = 8, year: int = 2024
) -> dt.datetime:
    """Return a moment of August 2024, unless told otherwise."""
    return dt.datetime(year, month, day, hour, minute, second, tzinfo=PARIS)


@dataclasses.dataclass(frozen=True)
class Person:
    """Somebody of the team, who types, clicks and reads."""

    name: str
    number: str | None
    day: "Story"

    def types(self, text: str, *, channel: str = "standard") -> str:
        """Type in a channel and return what only this person sees."""
        return self.day.people.say(self.name, text, channel=channel)

    def asks(self, text: str, *, channel: str = "standard") -> Json:
        """Type in a channel and return the answer with its buttons, which only this person sees."""
        return self.day.people.answer_of(self.name, text, channel=channel)

    def clicks(self, button: str, post: Json) -> str:
        """Click a button and return what only this person sees."""
        answer = self.day.people.click(self.name, post, button)
        return str(answer.get("ephemeral_text") or answer.get("error") or "")

    def chooses(self, menu: str, option: str, post: Json) -> str:
        """Choose in a menu, and return what only this person sees."""
        answer = self.day.people.choose(self.name, post, menu, option)
        return str(answer.get("ephemeral_text") or answer.get("error") or "")

    def clicks_late(self, post: Json, *, context: Json) -> str:
        """Click a button that is gone from a post, on a screen that still shows it."""
        return story_wire.click(self.day.world, username=self.name, post=post, context=context)

    def gets_form(self) -> Json:
        """Wait for a form and return it."""
        form: Json = self.day.sees(lambda: self.day.people.dialogs(self.name), f"a form for {self.name}")[0]
        return form

    def fills(self, form: Json, **submission: str | bool) -> Json:
        """Send a form and return what is wrong with it."""
        return self.day.people.fill(self.name, form, **submission)

    def gets_direct(self, *texts: str) -> Json:
        """Wait for a direct message of the bot that holds `texts`."""
        return self.day.one_post(f"@{self.name}", *texts)

    def reads(self, *words: str, button: str = "") -> Json:
        """Wait for a direct message that holds `words` and has that button; the last one, if several do."""
        return self.day.reads(f"@{self.name}", *words, button=button)

    def direct_messages(self) -> list[Json]:
        """Return the bot's direct messages to this person."""
        return self.day.people.posts(f"@{self.name}")


class Story:
    """The sandbox and deskbot on 1 August 2024, 8:55, unless told otherwise."""

    def __init__(
        self,
        folder: pathlib.Path,
        *,
        start: dt.datetime = at(1, 8, 55, 0),
        line_switches: switches.Switches = switches.Switches(records_late_s=0),
        changes: dict[str, Any] | None = None,
        more_numbers: Sequence[line_config.NumberConfig] = (),
        config: pathlib.Path = CONFIG,
        channels: Sequence[chat_config.ChannelConfig] = (),
        is_stopped: bool = False,
        maildir: pathlib.Path | None = None,
        **line: Any,
    ) -> None:
        """Prepare the day; `line` is what differs of the first number of the sandbox (`LineConfig`).

        `channels` are those of another `config` than the demo's; `is_stopped`: deskbot is not started;
        `maildir` is where the voicemail's e-mails are delivered.
        """
        written = tomllib.loads(config.read_text(encoding="utf-8"))
        # What most days are about must be so without live events; those that need them say so in `changes`.
        written["ovh"] = {**written.get("ovh", {}), "live_events": False}
        members = _deep(written, changes or {})["members"]
        people = {name: one for name, one in members.items() if one.get("account", True)}
        self.world = world_module.World(
            start=start,
            users=[
                chat_config.UserConfig(username=name, first_name=one["name"]) for name, one in people.items()
            ],
            channels=channels or demo.channels(list(people)),
            line=line_config.LineConfig(**{"max_wait_s": 60, "switches": line_switches, **line}),
            more=more_numbers,
            timings=chat_config.PATIENT,
            maildir=maildir,
        )
        self.folder = folder
        self.environment = demo.environment(self.world, folder)
        self._written = written
        self._changes = changes or {}
        self._settings: settings.Settings | None = None
        self.people = observer.Observer(self.world.url)
        self._is_stopped = is_stopped
        self._deskbot: bootstrap.Deskbot | None = None
        self._marks = itertools.count(1)
        for name, one in members.items():
            number = phone.parse(one["number"]) if "number" in one else None
            setattr(self, name, Person(name, number, self))

    lea: Person
    tom: Person
    ines: Person
    simon: Person
    patricia: Person
    bureau: Person

    def __enter__(self) -> "Story":
        self.world.start()
        if not self._is_stopped:
            self.deskbot_starts()
        return self

    def __exit__(self, *_error: object) -> None:
        self.deskbot_stops()
        self.people.close()
        self.world.stop()

    # -- deskbot itself

    @property
    def settings(self) -> settings.Settings:
        """The settings of this day, as `deskbot run` would read them."""
        if self._settings is None:
            self._settings = settings.build(self.written_with(self._changes))
        return self._settings

    def written_with(self, changes: dict[str, Any]) -> dict[str, Any]:
        """Return what the settings are made of, with `changes` over them."""
        return _merged(self._written, self.environment, changes)

    def deskbot_starts(self, *, changes: dict[str, Any] | None = None) -> None:
        """Start deskbot in this process, from now on with other changes of its settings if some are given."""
        if changes is not None:
            self._changes, self._settings = changes, None
        story_database.make_empty(self.folder / "deskbot.sqlite3")
        self._deskbot = bootstrap.Deskbot(self.settings)
        self._deskbot.start()
        self._deskbot.serve_in_thread()

    def deskbot_stops(self) -> None:
        """Stop it."""
        if self._deskbot is not None:
            self._deskbot.stop()
            self._deskbot = None

    @contextlib.contextmanager
    def as_process(self) -> Iterator[demo.Process]:
        """Run deskbot as a process of its own instead, which can be killed."""
        self.deskbot_stops()
        config = self.folder / "deskbot.toml"
        config.write_text(tomlkit.dumps(_deep(self._written, self._changes)), encoding="utf-8")
        process = demo.Process(
            config=config,
            environment=self.environment,
            url=self.world.callback_url,
            log=self.folder / "deskbot.log",
        )
        process.start()
        try:
            yield process
        finally:
            process.stop()

    # -- what happens

    def clock_shows(self, moment: dt.datetime) -> None:
        """Let the clock jump forward to `moment`."""
        self.people.jump(moment)

    def minutes_pass(self, minutes: float) -> None:
        """Let the clock jump forward."""
        self.people.jump(self.people.now() + dt.timedelta(minutes=minutes))

    def somebody_calls(self, caller: str | None = CALLER, outcome: str = "hangs_up", **more: Any) -> Json:
        """Place a call; the clock goes on to a minute after its end."""
        return self.people.call(caller, outcome, **more)

    def leaves_bytes(self, sound: bytes, *, seconds: int = 12) -> None:
        """Somebody leaves a message whose file is `sound`."""
        calling.place_call(
            self.world.line, caller=CALLER, outcome=calling.leaves_message(seconds), recording=sound
        )
        self.minutes_pass(5)

    def spoil_the_next_record(self) -> None:
        """Leave a record of a kind that nobody knows among the operator's."""
        self.somebody_calls(caller="+33639980299")
        line = self.world.line
        with line.lock:
            spoilt = [record for record in line.records if record.calling == "0033639980299"]
            for record in spoilt:
                line.records[line.records.index(record)] = dataclasses.replace(record, way="conference")  # type: ignore[arg-type]  # that is the point

    def context_of(self, post: Json, button: str) -> dict[str, Any]:
        """Return the context behind a button, as nobody but the server knows it."""
        row = self.world.chat.posts[post["id"]]
        for attachment in row.props["attachments"]:
            for action in attachment["actions"]:
                if action["name"] == button:
                    found: dict[str, Any] = action["integration"]["context"]
                    return found
        raise AssertionError(button)

    def ovh(self, **changes: Any) -> None:
        """Change switches of the line."""
        self.world.line.change_switches(changes)

    def chat(self, **changes: Any) -> None:
        """Change switches of the chat."""
        self.people.change_chat(**changes)

    # -- what is seen

    def sees(self, look: Callable[[], Any], what: str) -> Any:
        """Look until there is something to see."""
        try:
            return observer.see(look, within_s=_PATIENCE_S)
        except observer.NothingSeen:
            raise AssertionError(f"not seen in time: {what}\n{self.everything()}") from None

    def posts(self, channel: str = "standard") -> list[Json]:
        """Return what everybody sees in a channel."""
        return self.people.posts(channel)

    def one_post(self, channel: str, *texts: str) -> Json:
        """Wait for the one post of a channel that holds `texts`."""
        found = self.sees(lambda: observer.those_with(self.posts(channel), *texts), f"{texts} in {channel}")
        assert len(found) == 1, [one["message"] for one in found]
        post: Json = found[0]
        return post

    def channel_says(self, *texts: str, channel: str = "standard") -> Json:
        """Wait for a post of a channel that holds `texts`; the last one, if there are several."""
        found = self.sees(lambda: observer.those_with(self.posts(channel), *texts), f"{texts} in {channel}")
        post: Json = found[-1]
        return post

    def reads(self, channel: str, *words: str, button: str = "") -> Json:
        """Wait for a post that holds `words`, whatever their case, and has that button; the last one."""
        found = self.sees(
            lambda: story_posts.holding(self.posts(channel), *words, button=button),
            f"{words} {button} in {channel}",
        )
        post: Json = found[-1]
        return post

    def sees_button_go(self, post: Json, button: str, *, channel: str = "standard") -> Json:
        """Wait until a post has lost a button, and return the post."""
        return self.sees_post(post, lambda one: button not in story_posts.button_names(one), channel=channel)

    def sees_post(self, post: Json, is_so: Callable[[Json], bool], *, channel: str = "standard") -> Json:
        """Wait until a post is so, and return it."""
        found: list[Json] = self.sees(
            lambda: [one for one in self.posts(channel) if one["id"] == post["id"] and is_so(one)],
            f"a change of: {post['message']}",
        )
        return found[0]

    def held(self, name: str) -> str | None:
        """Return what this month's table says that somebody held, "2 h 30"; None when they are not in it."""
        table = self.tom.types("/standard bilan")
        rows = [line.split("|") for line in table.splitlines() if story_posts.says(line, f"| {name} |")]
        return " ".join(rows[0][2].split()) if rows else None

    def days_ring(self, expected: dict[int, list[Person]], *, month: int = 8) -> None:
        """Let these mornings of 2024 come one after the other, and wait until exactly these people ring."""
        for number, people in expected.items():
            self.clock_shows(at(number, 9, month=month))
            self.line_rings(*people)

    def card(self, *texts: str) -> Json:
        """Wait for the one card that holds `texts`."""
        return self.one_post("standard", "(03 53 01 01 00)", *texts)

    def replies(self, post: Json, *, channel: str = "standard") -> list[Json]:
        """Return the thread under a post."""
        return [one for one in self.posts(channel) if one["root_id"] == post["id"]]

    def line(self, *, number: str | None = None) -> Json:
        """Return a number as OVH has it, the first one unless told."""
        return control.shown(self.world.numbers[number] if number else self.world.line)

    def ringing(self, *, number: str | None = None) -> list[str]:
        """Return the numbers that would ring now, in order."""
        return [one["number"] for one in self.line(number=number)["would_ring"]]

    def line_rings(self, *people: Person, number: str | None = None) -> None:
        """Wait until exactly these people ring, in this order, and then the voicemail."""
        numbers = [one.number for one in people]
        self.sees(lambda: self.ringing(number=number) == numbers, f"the line rings {numbers}")
        assert self.line(number=number)["then"]["kind"] == "voicemail"

    def numbers_on_the_line(self) -> set[str]:
        """Return the numbers that agents carry."""
        return {agent["number"] for agent in self.people.line()["agents"]}

    def is_off_the_line(self, person: Person) -> None:
        """Wait until no agent carries this person's number."""
        self.sees(lambda: person.number not in self.numbers_on_the_line(), f"{person.name} is off the line")

    def waits_for(self, kind: str) -> None:
        """Wait until deskbot has written down that it will do `kind` later: a kill changes nothing of it."""
        self._sees_in_database("SELECT 1 FROM desk_due WHERE kind = :kind", kind=kind)

    def lets_the_caller_be_served(self) -> None:
        """Wait until deskbot has seen a caller on the line that it must change, and waits for that call."""
        self._sees_in_database("SELECT 1 FROM desk_line WHERE waiting_since IS NOT NULL")

    def cannot_read_the_calls(self) -> None:
        """Wait until deskbot has met what makes the operator's log of calls unreadable."""
        self._sees_in_database("SELECT 1 FROM desk_line WHERE blind_since IS NOT NULL")

    def has_heard_of_a_call(self) -> None:
        """Wait until deskbot has kept what the operator tells of a call while it happens."""
        self.has_kept("live-")

    def has_kept(self, source: str) -> None:
        """Wait until deskbot has kept something of a source, by how its names begin ("cdr-")."""
        self._sees_in_database("SELECT 1 FROM desk_source WHERE source LIKE :begin", begin=f"{source}%")

    def cannot_read_the_mailbox(self) -> None:
        """Wait until deskbot has met what makes the mailbox unreadable."""
        self._sees_in_database("SELECT 1 FROM desk_intake WHERE blind_since IS NOT NULL")

    def looks_at_the_line(self) -> int:
        """Return how often deskbot has looked at the line, so far."""
        return int(self._written_down("SELECT count(*) FROM workflow_status WHERE name = 'reconcile_line'"))

    def next_look(self) -> dt.datetime:
        """Return when deskbot looks at the line again."""
        return instants.from_text(
            self._written_down("SELECT min(due_at) FROM desk_due WHERE kind = 'reconcile_line'")
        )

    @functools.cached_property
    def _database_url(self) -> str:
        return self.settings.database_url

    def _written_down(self, query: str, **values: str) -> Any:
        """Return what stands first in the first row found; None for no row."""
        return next((row[0] for row in story_database.rows(self._database_url, query, **values)), None)

    def _sees_in_database(self, query: str, **values: str) -> None:
        self.sees(lambda: self._written_down(query, **values), query)

    def everything_settles(self) -> None:
        """Wait until what was started before is over: something new goes through, and nothing waits."""
        mark = f"repère {next(self._marks)}."
        self.tom.types(f"/standard urgence {mark}")
        self.sees(lambda: observer.those_with(self.posts("admins"), mark), "a mark goes through")
        # An alert overtakes all else.
        self.nothing_is_left_to_do()

    def nothing_is_left_to_do(self) -> None:
        """Wait until all that is due is done, and what it started: what is not there now does not come."""
        self.sees(
            lambda: self._written_down(_UNDONE, now=instants.to_text(self.people.now())) is None,
            "nothing is left to do",
        )

    def everything(self) -> str:
        """Return all that can be seen, for a failing test."""
        shown = [f"clock {self.people.now().isoformat()}", f"ringing {self.ringing()}"]
        for channel in self.people.channels():
            shown += [f"[{channel['name']}] {post['message']}" for post in channel["posts"]]
        return "\n".join(shown)


def _merged(written: Json, environment: dict[str, str], changes: Json) -> Json:
    """Return the settings of the file, with those of the environment and of the test over them."""
    merged = _deep(written, changes)
    for name, value in environment.items():
        path = name.removeprefix("DESKBOT_").lower().split("__")
        place = merged
        for part in path[:-1]:
            place = place.setdefault(part, {})
        if path[-1] not in _deep_get(changes, path[:-1]):
            place[path[-1]] = value
    return merged


def _deep(one: Json, other: Json) -> Json:
    merged = {key: dict(value) if isinstance(value, dict) else value for key, value in one.items()}
    for key, value in other.items():
        known = merged.get(key)
        merged[key] = _deep(known, value) if isinstance(known, dict) and isinstance(value, dict) else value
    return merged


def _deep_get(one: Json, path: list[str]) -> Json:
    for part in path:
        one = one.get(part, {})
    return one
