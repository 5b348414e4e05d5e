"""The story of the mailbox: what its mails tell is kept, then they are settled."""

import datetime as dt

import pytest
import sqlalchemy as sa
import structlog.testing

from deskbot import settings
from deskbot.bootstrap import house as house_values
from deskbot.calls import events
from deskbot.desk import interval
from deskbot.flows import message_sound, read_mailbox, watch
from deskbot.outside import recordings
from deskbot.outside.database import migrate, tables
from deskbot.outside.mailbox import client
from deskbot.sandbox import clock as sandbox_clock
from tests import mails
from tests.adapters.database import conftest as database
from tests.adapters.mailbox import lab
from tests.unit import good_settings

BEGUN = mails.SENT - dt.timedelta(hours=2)
MINUTE = dt.timedelta(minutes=1)
DAY = interval.Interval(start=BEGUN - dt.timedelta(days=30), end=BEGUN + dt.timedelta(days=30))


OTHER_DESK = {
    "desks__other": {
        **good_settings.GOOD["desks"]["standard"],
        "channel": "other",
        "number": "0353010120",
        "voicemail": "0353010129",
    }
}


class Killed(BaseException):
    """The process died there."""


class DiesBeforeItSettles(client.ImapMailbox):
    """A mailbox under a process that is killed at the worst moment."""

    def settle(self, key: str) -> None:
        raise Killed


class Reader:
    """A deskbot that does nothing but read its mailbox; it began two hours before the mails came."""

    def __init__(self, folder, server):
        self.clock = sandbox_clock.SandboxClock(BEGUN)
        self.data = database.opened_at(f"sqlite:///{folder}/deskbot.sqlite3")
        migrate.upgrade(self.data.writer)
        self.sounds = recordings.RecordingFolder(folder / "recordings")
        self.address = lab.address(server)
        self.desks: dict[str, object] = {}
        with self.data.write() as work:
            read_mailbox.begin(work, now=BEGUN)
        self.clock.jump_to(mails.SENT + MINUTE)

    @property
    def house(self):
        return house_values.house_of(settings.build(good_settings.written(**self.desks)))

    def reads(self, kind=client.ImapMailbox):
        """Look at the mailbox once, as a new process does."""
        box = kind(self.address, expected=mails.expected())
        try:
            read_mailbox.run(
                read_mailbox.KEY,
                step=lambda _name, call: call(),
                house=self.house,
                watch=watch.Watch(admins_channel="admins", trouble_after_s=300),
                mailbox=box,
                recordings=self.sounds,
                store=self.data,
                clock=self.clock,
            )
        finally:
            box.close()

    def told(self, desk="standard"):
        with self.data.read() as work:
            return [one.event for one in work.sources.between(desk, span=DAY)]

    def due(self):
        with self.data.read() as work:
            rows = work.connection.execute(sa.select(tables.due.c.kind, tables.due.c.key))
            return {(row.kind, row.key) for row in rows}

    def posts(self):
        with self.data.read() as work:
            rows = work.connection.execute(sa.select(tables.notices.c.key).order_by(tables.notices.c.key))
            return [row.key.rsplit("-", 1)[0] for row in rows]


@pytest.fixture
def reader(tmp_path, server):
    made = Reader(tmp_path, server)
    yield made
    made.data.close()


def live(at):
    return events.LiveEvent(
        key="1", call="1", kind=events.LiveKind.BEGINS, at=at, number="+33353010120", caller=mails.CALLER
    )


def numbered(place):
    return mails.mail(name=f"<{place}@x>", subject=f"Message vocal {place}")


class TestRun:
    def test_keeps_what_is_told_and_the_sound_then_settles_the_mail(self, reader, server):
        lab.deliver(server, "Message vocal")

        reader.reads()

        (told,) = reader.told()
        assert told.caller == mails.CALLER
        assert ("record_call", "standard") in reader.due()
        name = reader.sounds.kept(message_sound.mail_key(told.key))
        assert reader.sounds.path(name).read_bytes() == mails.SOUND
        assert server.mails() == {"Message vocal": {"\\Seen", "deskbot"}}

    def test_leaves_what_came_before_the_first_look(self, reader, server):
        lab.deliver(server, at=BEGUN - MINUTE)

        reader.reads()

        assert reader.told() == []
        assert server.mails() == {"Message vocal": set()}

    def test_leaves_other_mails_as_they_are(self, reader, server):
        server.deliver(mails.mail("Bonjour.\n", subject="Facture").as_bytes(), at=mails.SENT)

        reader.reads()

        assert reader.told() == []
        assert server.mails() == {"Facture": set()}

    def test_loses_and_doubles_nothing_when_killed_before_it_settles(self, reader, server):
        lab.deliver(server, "Message vocal")
        with pytest.raises(Killed):
            reader.reads(DiesBeforeItSettles)
        assert server.mails() == {"Message vocal": set()}

        reader.reads()

        assert len(reader.told()) == 1
        assert server.mails() == {"Message vocal": {"\\Seen", "deskbot"}}

    def test_takes_a_mail_that_comes_twice_and_forwarded_for_one(self, reader, server):
        made = mails.mail(files=(("message.mp3", mails.SOUND),))
        for one in (made, made, mails.forwarded(made)):
            server.deliver(one.as_bytes(), at=mails.SENT)
            reader.reads()

        assert len(reader.told()) == 1

    def test_takes_mails_to_two_addresses_for_one_message(self, reader, server):
        body = f"{mails.BODY}Durée : 12 s\n"
        server.deliver(mails.mail(body, name="<first@x>").as_bytes(), at=mails.SENT)
        reader.reads()
        with reader.data.write() as work:
            work.sources.belongs("standard", f"mail-{reader.told()[0].key}", call="a call")
        second = mails.mail(body, name="<second@x>", files=(("message.mp3", mails.SOUND),))
        server.deliver(second.as_bytes(), at=mails.SENT)

        reader.reads()

        (told,) = reader.told()
        assert reader.sounds.kept(message_sound.mail_key(told.key)) is not None
        assert ("keep_recording", "a call") in reader.due()
        assert all("deskbot" in flags for flags in server.mails().values())

    def test_takes_two_messages_of_one_minute_for_two(self, reader, server):
        for length in (12, 15):
            body = f"{mails.BODY}Durée : {length} s\n"
            server.deliver(mails.mail(body, name=f"<{length}@x>").as_bytes(), at=mails.SENT)

        reader.reads()

        assert len(reader.told()) == 2

    def test_takes_what_came_while_it_was_stopped(self, reader, server):
        lab.deliver(server)
        reader.clock.advance(5 * 86_400)

        reader.reads()

        assert len(reader.told()) == 1

    def test_goes_on_at_once_where_there_are_many(self, reader, server):
        for place in range(25):
            server.deliver(numbered(place).as_bytes(), at=mails.SENT)

        reader.reads()
        assert (len(reader.told()), ("read_mailbox", "mailbox") in reader.due()) == (20, True)
        reader.reads()

        assert len(reader.told()) == 25

    def test_says_no_number_in_its_log(self, reader, server):
        lab.deliver(server, "Message vocal de 0639980201")

        with structlog.testing.capture_logs() as logs:
            reader.reads()

        assert logs
        assert "39980201" not in str(logs)


class TestEnd:
    def test_forgets_when_it_began(self, reader, server):
        reader.reads()
        with reader.data.write() as work:
            read_mailbox.end(work)
        lab.deliver(server, at=mails.SENT)
        assert ("read_mailbox", "mailbox") not in reader.due()

        with reader.data.write() as work:
            read_mailbox.begin(work, now=mails.SENT + MINUTE)
        reader.reads()

        assert reader.told() == []


class TestWhichDesk:
    @pytest.mark.parametrize(
        ("dialled", "desk"), [("0353010129", "other"), ("0353010120", "other"), ("0353010199", "standard")]
    )
    def test_is_the_one_that_the_mail_names(self, reader, server, dialled, desk):
        reader.desks = OTHER_DESK
        known = mails.expected()
        own = known.own_numbers | {"+33353010120", "+33353010129"}
        mail = mails.mail(f"{mails.BODY}Ligne : {dialled}\n")
        server.deliver(mail.as_bytes(), at=mails.SENT)

        reader.reads(
            lambda address, expected: client.ImapMailbox(
                address,
                expected=type(known)(senders=(), own_numbers=own, zone=known.zone),
            )
        )

        assert len(reader.told(desk)) == 1

    def test_is_the_one_that_the_caller_called_where_the_mail_names_none(self, reader, server):
        reader.desks = OTHER_DESK
        record = events.CallRecord(
            key="1",
            caller=mails.CALLER,
            called="+33353010120",
            way=events.RecordWay.INCOMING,
            at=mails.LEFT - MINUTE,
            duration_s=0,
        )
        with reader.data.write() as work:
            work.sources.add("other", "cdr-1", record, at=mails.SENT)
        server.deliver(mails.mail().as_bytes(), at=mails.SENT)

        reader.reads()

        assert [type(one) for one in reader.told("other")] == [events.CallRecord, events.VoicemailMail]

    def test_stays_the_same_when_the_mail_comes_again(self, reader, server):
        reader.desks = OTHER_DESK
        server.deliver(mails.mail().as_bytes(), at=mails.SENT)
        reader.clock.advance(300)
        reader.reads()
        with reader.data.write() as work:
            work.sources.add("other", "live-1", live(mails.LEFT), at=mails.SENT)

        server.deliver(mails.mail().as_bytes(), at=mails.SENT)
        reader.reads()

        assert len(reader.told("standard")) == 1
        assert len(reader.told("other")) == 1

    def test_waits_for_another_source_to_say_it(self, reader, server):
        reader.desks = OTHER_DESK
        server.deliver(mails.mail().as_bytes(), at=mails.SENT)

        reader.reads()

        assert (reader.told("standard"), reader.told("other")) == ([], [])
        assert server.mails() == {"Nouveau message vocal": set()}

        with reader.data.write() as work:
            work.sources.add("other", "live-1", live(mails.LEFT), at=mails.SENT)
        reader.clock.advance(30)
        reader.reads()

        assert (len(reader.told("standard")), len(reader.told("other"))) == (0, 2)

    def test_holds_up_no_mail_that_says_it(self, reader, server):
        reader.desks = OTHER_DESK
        for place in range(25):
            server.deliver(numbered(place).as_bytes(), at=mails.SENT)
        somebody_else = mails.BODY.replace("0033639980201", "0033639980202")
        named = mails.mail(f"{somebody_else}Ligne : 0353010199\n", name="<named@x>")
        server.deliver(named.as_bytes(), at=mails.SENT)

        reader.reads()

        assert len(reader.told("standard")) == 1

    def test_is_the_first_one_where_nothing_tells(self, reader, server):
        reader.desks = OTHER_DESK
        server.deliver(mails.mail().as_bytes(), at=mails.SENT)
        reader.clock.advance(300)

        reader.reads()

        assert len(reader.told("standard")) == 1


class TestBlindness:
    def test_is_told_once_when_it_lasts_and_once_when_it_ends(self, reader, server):
        server.stop()
        reader.reads()
        assert reader.posts() == []
        for _ in range(2):
            reader.clock.advance(400)
            reader.reads()
            assert reader.posts() == ["mailbox-blind"]
        server.start()
        lab.deliver(server, at=mails.SENT)

        for _ in range(2):
            reader.reads()

        assert reader.posts() == ["mailbox-blind", "mailbox-sighted"]
        assert len(reader.told()) == 1

    def test_of_a_moment_is_told_to_nobody(self, reader, server):
        server.stop()
        reader.reads()
        server.start()

        reader.reads()

        assert reader.posts() == []

    def test_counts_a_refusal_too(self, reader, server):
        reader.address = lab.address(server, folder="Nowhere")
        reader.reads()
        reader.clock.advance(400)
        reader.reads()

        assert reader.posts() == ["mailbox-blind"]
