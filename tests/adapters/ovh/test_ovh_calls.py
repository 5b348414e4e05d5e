"""Records and messages: the real adapter against the sandbox."""

import datetime as dt

import pytest

from deskbot.calls import events
from deskbot.desk import interval
from deskbot.line import errors
from deskbot.sandbox import clock
from deskbot.sandbox.ovh import calling
from tests.adapters.ovh import lab as labs


class TestRecords:
    def test_tell_who_called_and_who_rang(self, lab: labs.Lab) -> None:
        lab.phone.apply(labs.NUMBER, labs.set_agent(lab))
        calling.place_call(lab.line, caller=labs.CALLER, outcome=calling.answered())
        lab.line.clock.advance(600)

        keys = lab.log.records(labs.DESK, span=lab.around_now(), now=lab.line.clock.now())

        found = [lab.log.record(labs.DESK, key) for key in keys]
        assert {one.caller for one in found} == {labs.CALLER}
        assert {one.way for one in found} >= {events.RecordWay.INCOMING}
        assert all(one.at.utcoffset() == dt.timedelta(hours=2) for one in found)
        assert labs.CALLER not in repr(found)

    def test_appear_late(self, lab: labs.Lab) -> None:
        lab.switch(records_late_s=300)
        made = calling.place_call(lab.line, caller=None, outcome=calling.hangs_up(10))
        lab.line.clock.jump_to(made.ended_at + dt.timedelta(seconds=250))
        assert not lab.log.records(labs.DESK, span=lab.around_now(), now=lab.line.clock.now())

        lab.line.clock.advance(60)

        keys = lab.log.records(labs.DESK, span=lab.around_now(), now=lab.line.clock.now())
        assert keys
        assert {lab.log.record(labs.DESK, key).caller for key in keys} == {None}

    def test_that_is_not_there_is_refused(self, lab: labs.Lab) -> None:
        with pytest.raises(errors.NotThere):
            lab.log.record(labs.DESK, "1")

        assert len(lab.front.paths()) == 1

    def test_of_the_other_month_are_found_around_its_change(self, served: tuple[labs.Front, str]) -> None:
        front, url = served
        lab = labs.build(front, url, start=dt.datetime(2024, 8, 31, 23, 59, tzinfo=clock.PARIS))
        calling.place_call(lab.line, caller=labs.CALLER, outcome=calling.hangs_up(10))
        lab.line.clock.jump_to(dt.datetime(2024, 9, 1, 0, 5, tzinfo=clock.PARIS))
        calling.place_call(lab.line, caller=labs.TOM, outcome=calling.hangs_up(10))
        lab.line.clock.advance(120)

        keys = lab.log.records(labs.DESK, span=lab.around_now(), now=lab.line.clock.now())

        found = {lab.log.record(labs.DESK, key).caller: key for key in keys}
        assert found.keys() == {labs.CALLER, labs.TOM}
        assert found[labs.CALLER].startswith("previous-")
        assert not found[labs.TOM].startswith("previous-")

    def test_of_one_month_are_asked_once(self, lab: labs.Lab) -> None:
        lab.log.records(labs.DESK, span=lab.around_now(), now=lab.line.clock.now())

        assert not [path for path in lab.front.paths() if "previous" in path]

    def test_of_another_number_are_told_apart(self, lab: labs.Lab) -> None:
        for number in (labs.NUMBER, labs.SIP_LINE, labs.REDIRECT):
            called = lab.line.account.numbers[number]
            calling.place_call(called, caller=labs.CALLER, outcome=calling.hangs_up(10))
        lab.line.clock.advance(600)

        keys = lab.log.records(labs.DESK, span=lab.around_now(), now=lab.line.clock.now())

        records = [lab.log.record(labs.DESK, key) for key in keys]
        assert [record.key for record in records] == list(keys)
        assert len(set(keys)) == len(keys)
        places = {key.partition(":")[0] if ":" in key else "first" for key in keys}
        assert places == {"first", "1", "2"}
        assert {record.caller for record in records} == {labs.CALLER}

    def test_of_a_number_that_left_the_desk_are_gone(self, lab: labs.Lab) -> None:
        with pytest.raises(errors.NotThere):
            lab.log.record(labs.DESK, "7:1")

    def test_hear_of_utc_too(self, lab: labs.Lab) -> None:
        calling.place_call(lab.line, caller=labs.CALLER, outcome=calling.hangs_up(10))
        lab.line.clock.advance(120)
        here = lab.around_now()
        there = interval.Interval(start=here.start.astimezone(dt.UTC), end=here.end.astimezone(dt.UTC))

        now = lab.line.clock.now()
        found = lab.log.records(labs.DESK, span=there, now=now)
        assert found == lab.log.records(labs.DESK, span=here, now=now) != ()


class TestDownload:
    def test_waits_for_the_operator_then_fetches(self, lab: labs.Lab) -> None:
        key = lab.leaves_message(b"ID3 the whole sound")
        message = lab.log.message(labs.DESK, key)
        assert (message.caller, message.duration_s) == (labs.CALLER, 12)

        with pytest.raises(errors.RecordingNotReady):
            lab.log.download(labs.DESK, key)

        def fetched() -> bytes | None:
            try:
                return lab.log.download(labs.DESK, key)
            except errors.RecordingNotReady:
                return None

        assert labs.until(fetched) == b"ID3 the whole sound"

    @pytest.mark.parametrize("error", ["status", "http_500"])
    def test_says_try_again_for_a_file_that_failed(self, lab: labs.Lab, error: str) -> None:
        lab.switch(download_s=0.0, download_error=error)
        key = lab.leaves_message()
        with pytest.raises(errors.RecordingNotReady):
            lab.log.download(labs.DESK, key)

        with pytest.raises(errors.LineUnavailable):
            lab.log.download(labs.DESK, key)

        lab.switch(download_error=None)
        assert lab.log.download(labs.DESK, key) == b"ID3 a sound"

    def test_says_not_ready_as_long_as_it_is_not(self, lab: labs.Lab) -> None:
        lab.switch(download_s=0.0, download_error="never_done")
        key = lab.leaves_message()

        for _ in range(3):
            with pytest.raises(errors.RecordingNotReady):
                lab.log.download(labs.DESK, key)

    def test_gets_a_new_address_when_the_old_one_expired(self, lab: labs.Lab) -> None:
        lab.switch(download_s=0.0)
        key = lab.leaves_message()
        with pytest.raises(errors.RecordingNotReady):
            lab.log.download(labs.DESK, key)
        lab.log.download(labs.DESK, key)
        lab.line.clock.advance(lab.line.config.file_life_s + 1)

        with pytest.raises(errors.RecordingNotReady):
            lab.log.download(labs.DESK, key)

        assert lab.log.download(labs.DESK, key) == b"ID3 a sound"

    def test_says_gone_for_a_message_that_was_deleted(self, lab: labs.Lab) -> None:
        key = lab.leaves_message()
        lab.line.mailbox.messages.clear()

        with pytest.raises(errors.RecordingGone):
            lab.log.download(labs.DESK, key)

    def test_keeps_the_beginning_of_what_is_far_too_long(self, lab: labs.Lab) -> None:
        lab.switch(download_s=0.0)
        key = lab.leaves_message(b"ID3" + bytes(21_000_000))
        with pytest.raises(errors.RecordingNotReady):
            lab.log.download(labs.DESK, key)

        sound = lab.log.download(labs.DESK, key)

        assert 19_000_000 < len(sound) <= 20_000_000
        assert sound.startswith(b"ID3")
