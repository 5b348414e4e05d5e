"""Reading and writing a call queue: the real adapter, the real `ovh` client, the sandbox."""

import dataclasses
import datetime as dt

import pytest

from deskbot.desk import interval
from deskbot.line import arming, errors, observed, writes
from deskbot.outside.ovh.wire import shapes
from deskbot.sandbox import clock
from deskbot.sandbox.ovh import calling, schema
from tests.adapters.ovh import lab as labs

IN_ORDER = observed.Strategy.IN_ORDER
ENDS = {
    "strategy": IN_ORDER,
    "longest_wait_s": 60,
    "most_waiting": 3,
    "voicemail": labs.VOICEMAIL,
}
TO_VOICEMAIL = observed.Destination(nature=observed.Nature.VOICEMAIL, number=labs.VOICEMAIL)
NIGHT = interval.Interval(
    start=dt.datetime(2024, 8, 1, 18, tzinfo=clock.PARIS), end=dt.datetime(2024, 8, 2, 9, tzinfo=clock.PARIS)
)
THURSDAY = arming.Span(weekday=3, start=dt.time(9), end=dt.time(18))


def closing(
    category: observed.Category = observed.Category.HOLIDAYS, *, span: interval.Interval = NIGHT
) -> writes.AddClosing:
    return writes.AddClosing(span=span, category=category, purpose=writes.Purpose.LEASE)


def spans_of(line: observed.HuntGroup) -> list[interval.Interval]:
    return [interval.Interval(start=one.start, end=one.end) for one in line.times.events]


def apply(lab: labs.Lab, *made: writes.Write) -> None:
    for write in made:
        lab.phone.apply(labs.NUMBER, write)


@pytest.fixture(params=[True, False], ids=["leaves", "nulls"])
def careless(lab: labs.Lab, request: pytest.FixtureRequest) -> labs.Lab:
    """A line whose PUTs leave what they do not name, and one whose PUTs do not."""
    lab.switch(put_leaves_the_rest=request.param)
    return lab


class TestRinging:
    def test_is_read_back_as_written(self, careless: labs.Lab) -> None:
        lab = careless
        made = (
            writes.SetService(**ENDS),
            writes.SetQueue(**ENDS),
            labs.set_agent(lab, labs.LEA, place=0),
            labs.set_agent(lab, labs.TOM, place=1),
        )
        apply(lab, *made)

        read = lab.reads()

        assert read.service == observed.Service(**ENDS)
        assert read.queue == observed.Queue(
            strategy=IN_ORDER,
            longest_wait_s=60,
            most_waiting=3,
            on_closure=observed.Action.VOICEMAIL,
            on_closure_number=labs.VOICEMAIL,
            on_overflow=observed.Action.VOICEMAIL,
            on_overflow_number=labs.VOICEMAIL,
        )
        assert [(one.position, one.number, one.ring_s) for one in read.agents] == [
            (1, labs.LEA, 19),
            (2, labs.TOM, 19),
        ]
        assert {one.status for one in read.agents} == {observed.AgentStatus.AVAILABLE}
        assert lab.phone.read_back(labs.NUMBER, made) == read

    def test_keeps_what_somebody_else_set(self, careless: labs.Lab) -> None:
        lab = careless
        (queue,) = lab.line.queues.values()
        queue |= {"soundOnHold": 7, "followCallForwards": False, "description": "Accueil"}
        lab.line.service["toneOnHold"] = 8
        lab.reads()

        apply(lab, writes.SetService(**ENDS), writes.SetQueue(**ENDS), labs.set_agent(lab))

        assert (queue["soundOnHold"], queue["followCallForwards"], queue["description"]) == (
            7,
            False,
            "Accueil",
        )
        assert lab.line.service["toneOnHold"] == 8
        assert lab.line.agents[min(lab.line.agents)]["description"] == "first"

    def test_is_written_without_a_read_before(self, lab: labs.Lab) -> None:
        apply(lab, labs.set_agent(lab))

        (made,) = lab.line.writes
        assert (made.method, made.status) == ("PUT", 200)
        assert made.body == {
            "number": "0033639980101",
            "timeout": 19,
            "status": "available",
            "description": "first",
        }

    def test_says_no_for_an_agent_that_is_not_there(self, lab: labs.Lab) -> None:
        write = dataclasses.replace(labs.set_agent(lab), key="1")

        with pytest.raises(errors.LineRefused):
            apply(lab, write)

    @pytest.mark.parametrize("ask", ["read", "look", "caller_waiting"])
    def test_says_no_without_a_queue(self, lab: labs.Lab, ask: str) -> None:
        lab.line.queues.clear()

        with pytest.raises(errors.LineRefused):
            getattr(lab.phone, ask)(labs.NUMBER)

    def test_says_no_for_a_number_that_it_does_not_know(self, lab: labs.Lab) -> None:
        with pytest.raises(errors.NotThere) as refusal:
            lab.phone.read("+33353010177")

        assert "353010177" not in str(refusal.value)


class TestCallerWaiting:
    def test_sees_a_caller_who_waits(self, lab: labs.Lab) -> None:
        apply(lab, labs.set_agent(lab))
        calling.place_call(lab.line, caller=labs.CALLER, outcome=calling.hangs_up(30))

        assert lab.phone.caller_waiting(labs.NUMBER)

        lab.line.clock.advance(60)
        assert not lab.phone.caller_waiting(labs.NUMBER)

    def test_costs_one_call_when_nobody_does(self, lab: labs.Lab) -> None:
        lab.reads()

        _, made = lab.asked(lambda: lab.phone.caller_waiting(labs.NUMBER))

        assert [one.rpartition("/")[2] for one in made] == ["liveCalls"]


class TestOpeningHours:
    def test_are_read_back_as_written(self, careless: labs.Lab) -> None:
        lab = careless
        lab.line.time_settings |= {"slot2Type": "number", "slot2Number": shapes.to_ovh_number(labs.TOM)}
        made = (
            writes.SetZone(zone="Europe/Brussels"),
            writes.AddSpan(span=THURSDAY),
            writes.SetTimes(enabled=True, voicemail=labs.VOICEMAIL),
        )
        lab.reads()
        apply(lab, *made)

        back = lab.phone.read_back(labs.NUMBER, made)

        assert back == lab.reads()
        times = back.times
        assert (times.enabled, times.zone, times.out_of_hours) == (True, "Europe/Brussels", TO_VOICEMAIL)
        second = observed.Destination(nature=observed.Nature.NUMBER, number=labs.TOM)
        assert times.slots == (TO_VOICEMAIL, second, None)
        (span,) = times.spans
        assert (span.weekday, span.start, span.end) == (3, dt.time(9), dt.time(18))
        assert span.policy is observed.Policy.AVAILABLE

    def test_go_when_removed_and_may_be_removed_twice(self, lab: labs.Lab) -> None:
        apply(lab, writes.AddSpan(span=THURSDAY))
        (span,) = lab.reads().times.spans
        gone = writes.RemoveSpan(key=span.key)

        apply(lab, gone, gone)

        assert lab.phone.read_back(labs.NUMBER, (gone,)).times.spans == ()

    def test_may_end_with_the_day(self, lab: labs.Lab) -> None:
        apply(lab, writes.AddSpan(span=dataclasses.replace(THURSDAY, end=dt.time(23, 59, 59))))

        (span,) = lab.reads().times.spans

        assert span.end == dt.time(23, 59, 59)


@pytest.fixture(params=[True, False], ids=["keeps_uid", "makes_uid"])
def uid(lab: labs.Lab, request: pytest.FixtureRequest) -> labs.Lab:
    """A calendar that keeps the uid sent with an event, and one that makes its own."""
    lab.switch(scheduler_event_keeps_uid=request.param)
    return lab


class TestClosings:
    @pytest.mark.parametrize("category", list(observed.Category))
    def test_are_read_back_as_armed(self, uid: labs.Lab, category: observed.Category) -> None:
        uid.reads()
        made = closing(category)
        apply(uid, made)

        back = uid.phone.read_back(labs.NUMBER, (made,))

        (event,) = back.times.events
        assert (event.category, event.title, event.is_ours) == (category, "deskbot : fin du tour", True)
        assert spans_of(back) == [NIGHT]
        assert back == uid.reads()

    def test_go_when_removed_and_may_be_removed_twice(self, uid: labs.Lab) -> None:
        apply(uid, closing())
        (event,) = uid.reads().times.events
        gone = writes.RemoveEvent(key=event.key)

        apply(uid, gone, gone)

        assert uid.phone.read_back(labs.NUMBER, (gone,)).times.events == ()

    def test_may_be_armed_twice(self, lab: labs.Lab) -> None:
        apply(lab, closing(), closing())

        assert spans_of(lab.reads()) == [NIGHT]

    def test_stand_beside_the_one_that_somebody_changed(self, lab: labs.Lab) -> None:
        apply(lab, closing())
        lab.reads()
        (event,) = lab.line.events.values()
        event["dateEnd"] -= dt.timedelta(hours=9)

        apply(lab, closing())

        back = lab.phone.read_back(labs.NUMBER, (closing(),))
        shorter = dataclasses.replace(NIGHT, end=NIGHT.end - dt.timedelta(hours=9))
        assert spans_of(back) == [shorter, NIGHT]
        assert len({one.key for one in back.times.events}) == 2

    def test_are_found_though_their_uid_is_odd(self, lab: labs.Lab) -> None:
        apply(lab, closing())
        odd = "7/a b?é@scheduler"
        lab.line.events[odd] = lab.line.events.pop(closing().key) | {"uid": odd}

        (event,) = lab.reads().times.events
        apply(lab, writes.RemoveEvent(key=event.key))

        assert event.key == odd
        assert not lab.line.events

    def test_that_hold_no_instant_are_not_told(self, lab: labs.Lab) -> None:
        apply(lab, closing())
        (event,) = lab.line.events.values()
        event["dateEnd"] = event["dateStart"]

        assert lab.reads().times.events == ()

    def test_are_in_the_calendar_of_the_voicemail_where_that_is_so(self, lab: labs.Lab) -> None:
        lab.switch(scheduler_is_the_numbers=False)
        phone = lab.phone_with(scheduler_is_the_numbers=False)

        phone.apply(labs.NUMBER, closing())

        assert spans_of(phone.read(labs.NUMBER)) == [NIGHT]
        assert len(lab.line.events) == 1

    def test_are_not_there_where_the_number_has_no_calendar(self, lab: labs.Lab) -> None:
        lab.switch(scheduler_is_the_numbers=False)

        read = lab.reads()

        assert (read.times.events, read.times.zone) == ((), "UTC")
        assert len(read.agents) == 2
        assert lab.phone.look(labs.NUMBER) == read


class TestScreen:
    def test_is_read_back_as_written(self, careless: labs.Lab) -> None:
        lab = careless
        lab.reads()
        made = (
            writes.BlockCaller(number=labs.CALLER),
            writes.SetScreen(status=observed.ScreenStatus.NOT_THE_LISTED),
        )
        apply(lab, *made)

        back = lab.phone.read_back(labs.NUMBER, made)

        assert back == lab.reads()
        (blocked,) = back.screen.listed
        assert (back.screen.status, blocked.number) == (
            observed.ScreenStatus.NOT_THE_LISTED,
            labs.CALLER,
        )
        assert labs.CALLER not in repr(back)
        gone = writes.UnblockCaller(key=blocked.key)
        apply(lab, gone, gone)
        assert lab.phone.read_back(labs.NUMBER, (gone,)).screen.listed == ()

    def test_leaves_other_lists_alone(self, lab: labs.Lab) -> None:
        lab.line.screen_conditions[1] = {
            "callerIdNumber": "0033639980209",
            "destinationNumber": None,
            "screenListType": "incomingWhiteList",
        }
        lab.line.screen_conditions[2] = {
            "callerIdNumber": "anonymous",
            "destinationNumber": None,
            "screenListType": "incomingBlackList",
        }

        assert lab.reads().screen.listed == ()


class TestForwards:
    @pytest.mark.parametrize("leaves", [True, False])
    def test_are_read_back_as_written(self, lab: labs.Lab, leaves: bool) -> None:
        lab.switch(put_leaves_the_rest=leaves)
        lab.line.account.numbers[labs.SIP_LINE].options["toneOnHoldSoundId"] = 9
        to_tom = observed.Forward(
            active=True, to=observed.Destination(nature=observed.Nature.NUMBER, number=labs.TOM)
        )
        to_voicemail = observed.Forward(active=True, to=TO_VOICEMAIL)
        wanted = observed.SipLine(
            unconditional=observed.Forward(active=False, to=TO_VOICEMAIL),
            no_reply=to_tom,
            no_reply_delay=24,
            busy=to_tom,
            unreachable=to_voicemail,
        )
        made = writes.SetForwards(line=wanted)

        lab.phone.apply(labs.SIP_LINE, made)

        assert lab.phone.read_back(labs.SIP_LINE, (made,)) == wanted
        assert lab.line.account.numbers[labs.SIP_LINE].options["toneOnHoldSoundId"] == 9

    def test_are_one_call_to_look_at(self, lab: labs.Lab) -> None:
        for _ in range(2):
            _, made = lab.asked(lambda: lab.phone.look(labs.SIP_LINE))

            assert len(made) == 1
        assert not lab.phone.caller_waiting(labs.SIP_LINE)


class TestRedirect:
    def test_shows_another_destination_once_it_is_done(self, lab: labs.Lab) -> None:
        made = writes.SetDestination(number=labs.LEA)

        lab.phone.apply(labs.REDIRECT, made)

        before = lab.phone.read_back(labs.REDIRECT, (made,))
        lab.line.clock.advance(30)
        assert before == observed.Redirect(destination=labs.VOICEMAIL)
        assert lab.phone.look(labs.REDIRECT) == observed.Redirect(destination=labs.LEA)
        assert not lab.phone.caller_waiting(labs.REDIRECT)

    def test_is_one_call_to_look_at(self, lab: labs.Lab) -> None:
        _, made = lab.asked(lambda: lab.phone.look(labs.REDIRECT))

        assert len(made) == 1

    def test_leads_nowhere_at_first(self, served: tuple[labs.Front, str]) -> None:
        front, url = served
        nowhere = labs.line.NumberConfig(public_number=labs.REDIRECT, kind="redirect")
        lab = labs.build(front, url, more=(nowhere,))

        assert lab.phone.look(labs.REDIRECT) == observed.Redirect(destination="")


class TestGreeting:
    @pytest.mark.parametrize("leaves", [True, False])
    def test_is_switched_and_keeps_its_sound(self, served: tuple[labs.Front, str], leaves: bool) -> None:
        front, url = served
        config = labs.line.LineConfig(temporary_greeting_sound_id=5)
        lab = labs.build(front, url, config=config)
        lab.switch(put_leaves_the_rest=leaves)
        assert lab.phone.greeting(labs.VOICEMAIL) == observed.Greeting(is_recorded=True, is_on=False)

        for on in (True, True, False):
            lab.phone.switch_greeting(labs.VOICEMAIL, on=on)

            assert lab.phone.greeting(labs.VOICEMAIL) == observed.Greeting(is_recorded=True, is_on=on)

    def test_may_be_in_the_folder_alone(self, lab: labs.Lab) -> None:
        assert not lab.phone.greeting(labs.VOICEMAIL).is_recorded
        lab.line.mailbox.greetings[3] = "unavail"
        assert not lab.phone.greeting(labs.VOICEMAIL).is_recorded

        lab.line.mailbox.greetings[4] = "temp"

        assert lab.phone.greeting(labs.VOICEMAIL).is_recorded

    def test_of_an_unknown_voicemail_is_refused(self, lab: labs.Lab) -> None:
        with pytest.raises(errors.NotThere):
            lab.phone.greeting("+33353010177")
        with pytest.raises(errors.NotThere):
            lab.phone.switch_greeting("+33353010177", on=True)


class TestEveryCall:
    def test_is_in_the_published_schema(self, lab: labs.Lab) -> None:
        apply(
            lab,
            labs.set_agent(lab),
            writes.SetQueue(**ENDS),
            writes.SetService(**ENDS),
            writes.SetZone(zone="Europe/Paris"),
            writes.SetTimes(enabled=True, voicemail=labs.VOICEMAIL),
            writes.AddSpan(span=THURSDAY),
            closing(),
            writes.BlockCaller(number=labs.CALLER),
            writes.SetScreen(status=observed.ScreenStatus.NOT_THE_LISTED),
        )
        read = lab.reads()
        apply(
            lab,
            writes.RemoveSpan(key=read.times.spans[0].key),
            writes.RemoveEvent(key=read.times.events[0].key),
            writes.UnblockCaller(key=read.screen.listed[0].key),
        )
        lab.phone.caller_waiting(labs.NUMBER)
        lab.phone.switch_greeting(labs.VOICEMAIL, on=not lab.phone.greeting(labs.VOICEMAIL).is_on)
        lab.phone.apply(labs.SIP_LINE, writes.SetForwards(line=lab.phone.read(labs.SIP_LINE)))
        lab.phone.apply(labs.REDIRECT, writes.SetDestination(number=labs.VOICEMAIL))
        lab.phone.read(labs.REDIRECT)
        key = lab.leaves_message()
        lab.log.message(labs.DESK, key)
        with pytest.raises(errors.RecordingNotReady):
            lab.log.download(labs.DESK, key)
        now = lab.line.clock.now()
        for record in lab.log.records(labs.DESK, span=lab.around_now(), now=now):
            lab.log.record(labs.DESK, record)
        lab.log.records(labs.DESK, span=lab.around_now(hours=24 * 20), now=now)

        contract = schema.load()
        seen = set()
        for method, path, query in lab.front.calls:
            route = contract.find(path)
            assert route is not None, path
            operation = route.operations[method]
            names = {part.partition("=")[0] for part in query.split("&") if part}
            assert names <= operation.at("query").keys(), (path, query)
            seen.add((method, operation.path.rpartition("/")[2]))
        assert seen >= {
            ("GET", "voiceConsumption"),
            ("GET", "previousVoiceConsumption"),
            ("GET", "directories"),
            ("GET", "download"),
            ("GET", "liveCalls"),
            ("GET", "greetings"),
            ("PUT", "{agentId}"),
            ("PUT", "{queueId}"),
            ("PUT", "timeConditions"),
            ("PUT", "settings"),
            ("PUT", "options"),
            ("POST", "conditions"),
            ("POST", "events"),
            ("POST", "changeDestination"),
            ("DELETE", "{conditionId}"),
            ("DELETE", "{uid}"),
        }
