"""What OVH shows of numbers, in our words, against the published schema."""

import datetime as dt

import hypothesis
import pytest
from hypothesis import strategies as st

from deskbot.line import errors, observed
from deskbot.outside.ovh import found
from deskbot.outside.ovh.wire import account, forwards, hunting, screening, shapes, times, voicemails
from tests.unit.outside import ovh_schema

VOICEMAIL = "0033353010199"
SERVICE = {
    "strategy": "sequentiallyByAgentOrder",
    "maxWaitTime": 180,
    "queueSize": 10,
    "voicemail": VOICEMAIL,
}
QUEUE = {
    "strategy": "sequentiallyByAgentOrder",
    "maxWaitTime": 180,
    "maxMember": 10,
    "actionOnClosure": "voicemail",
    "actionOnClosureParam": VOICEMAIL,
    "actionOnOverflow": "voicemail",
    "actionOnOverflowParam": VOICEMAIL,
}
AGENT = {"agentId": 7, "number": "0033639980101", "timeout": 24, "status": "available"}
SETTINGS = {
    "enable": True,
    "unavailableType": "voicemail",
    "unavailableNumber": VOICEMAIL,
    "slot1Type": "number",
    "slot1Number": "0033639980101",
    **dict.fromkeys(("slot2Type", "slot2Number", "slot3Type", "slot3Number")),
}
SPAN = {
    "conditionId": 3,
    "policy": "available",
    "weekDay": "monday",
    "timeFrom": "09:00:00",
    "timeTo": "12:30:00",
}
EVENT = {
    "uid": "u",
    "categories": "holidays",
    "dateStart": "2024-08-01T18:00:00+02:00",
    "dateEnd": "2024-08-02T09:00:00+02:00",
    "title": "deskbot : fin",
    "description": None,
}
TIMES = {
    "settings": SETTINGS,
    "conditions": [SPAN],
    "scheduler": {"timeZone": "Europe/Paris"},
    "events": [EVENT],
}
SCREEN = {
    "settings": {"status": "incomingBlackList"},
    "conditions": [{"conditionId": 5, "callerIdNumber": "0033639980209", "destinationNumber": None}],
}
OPTIONS = {
    "forwardNoReplyDelay": 20,
    **{
        f"forward{name}{part}": value
        for name in ("Unconditional", "NoReply", "Busy", "Backup")
        for part, value in (("", True), ("Nature", "voicemail"), ("Number", VOICEMAIL))
    },
}
VOICEMAIL_SETTINGS = {
    "doNotRecord": False,
    "keepMessage": True,
    "redirectionEmails": [{"email": "standard@coop.example", "type": "attachment"}],
    "audioFormat": "mp3",
    "greetingType": "default",
    "temporaryGreetingActivated": True,
    "temporaryGreetingSoundId": None,
}
TO_VOICEMAIL = observed.Destination(nature=observed.Nature.VOICEMAIL, number="+33353010199")


def group(**changed: object) -> observed.HuntGroup:
    parts = {
        "service": SERVICE,
        "queue": QUEUE,
        "agents": [(AGENT, {"position": 1})],
        "times": times.times_of(**TIMES),
        "screen": screening.screen_of(**SCREEN),
    }
    return hunting.hunt_group_of(**{**parts, **changed})


def times_with(**changed: object) -> observed.Times:
    return times.times_of(**{**TIMES, **changed})


class TestNumbers:
    @pytest.mark.parametrize("e164", ["+33639980101", "+33353010199", "+41791234567"])
    def test_go_there_and_back(self, e164):
        assert shapes.from_ovh_number(shapes.to_ovh_number(e164)) == e164

    def test_are_written_as_the_schema_says(self):
        assert shapes.to_ovh_number("+33361584485") == "0033361584485"

    @pytest.mark.parametrize("written", ["0033639980101", "+33639980101", " 00336 39 98 01 01 "])
    def test_are_read_in_either_form(self, written):
        assert shapes.from_ovh_number(written) == "+33639980101"

    @pytest.mark.parametrize(
        "written",
        [
            *(None, "", " ", 0, [], {}, "anonymous", "Anonymous", "unknown", "private", "restricted"),
            *("masqué", "0000000000", "0000000000000", "+", "00", "+0639980101", "00٣٣639980101"),
            *("sip:x@y", "1" * 40),
        ],
    )
    def test_are_none_when_hidden_or_no_number(self, written):
        assert shapes.from_ovh_number(written) is None


class TestMomentText:
    def test_carries_its_offset(self):
        moment = dt.datetime(2024, 8, 1, 10, 0, 0, 5, tzinfo=dt.timezone(dt.timedelta(hours=2)))

        assert shapes.moment_text(moment) == "2024-08-01T10:00:00+02:00"


class TestKeysOf:
    def test_are_texts(self):
        assert shapes.keys_of([3, "a"]) == ("3", "a")

    @pytest.mark.parametrize("payload", [None, {}, "abc", [None], [{}], 3])
    def test_takes_anything_else_for_an_outage(self, payload):
        with pytest.raises(errors.LineUnavailable):
            shapes.keys_of(payload)


class TestHuntGroupOf:
    def test_reads_both_pairs_of_limits(self):
        read = group(service={**SERVICE, "queueSize": 3}, queue={**QUEUE, "maxMember": 4})

        assert (read.service.most_waiting, read.queue.most_waiting) == (3, 4)

    def test_orders_agents_by_their_place(self):
        second = ({**AGENT, "agentId": 8, "number": "0033639980102"}, {"position": 2})

        read = group(agents=[second, (AGENT, {"position": 1})])

        assert [agent.key for agent in read.agents] == ["7", "8"]

    def test_keeps_an_agent_whose_number_is_unreadable(self):
        (agent,) = group(agents=[({**AGENT, "number": "anonymous"}, {"position": 1})]).agents

        assert agent.number == ""

    @pytest.mark.parametrize("strategy", ovh_schema.enum_of("telephony.OvhPabxHuntingQueueStrategyEnum"))
    def test_knows_every_strategy(self, strategy):
        in_order = strategy == "sequentiallyByAgentOrder"
        expected = observed.Strategy.IN_ORDER if in_order else observed.Strategy.OTHER

        assert group(service={**SERVICE, "strategy": strategy}).service.strategy is expected

    @pytest.mark.parametrize("action", [*ovh_schema.enum_of("telephony.OvhPabxQueueActionEnum"), None])
    def test_knows_every_action(self, action):
        assert group(queue={**QUEUE, "actionOnClosure": action}).queue.on_closure.value == (action or "none")

    @pytest.mark.parametrize("status", ovh_schema.enum_of("telephony.OvhPabxHuntingAgentStatusEnum"))
    def test_knows_every_status(self, status):
        (agent,) = group(agents=[({**AGENT, "status": status}, {"position": 1})]).agents

        assert agent.status.value == status

    @pytest.mark.parametrize(
        "changed",
        [
            {"service": {}},
            {"service": None},
            {"service": []},
            {"queue": {**QUEUE, "actionOnClosure": "explode"}},
            {"agents": [({**AGENT, "status": "asleep"}, {"position": 1})]},
            {"agents": [(AGENT, {})]},
            {"agents": [(None, None)]},
            {"service": {**SERVICE, "maxWaitTime": float("inf")}},
            {"service": {**SERVICE, "maxWaitTime": "long"}},
        ],
    )
    def test_takes_anything_else_for_an_outage(self, changed):
        with pytest.raises(errors.LineUnavailable):
            group(**changed)

    @hypothesis.given(
        st.fixed_dictionaries({}, optional={name: ovh_schema.JSON for name in ("service", "queue")})
    )
    def test_never_fails_otherwise(self, changed):
        try:
            group(**changed)
        except errors.LineUnavailable:
            return


class TestIsWaiting:
    @pytest.mark.parametrize(
        ("call", "waiting"),
        [
            ({"answered": None, "end": None}, True),
            ({"answered": "2024-08-01T10:00:00+02:00", "end": None}, False),
            ({"answered": None, "end": "2024-08-01T10:00:00+02:00"}, False),
        ],
    )
    def test_sees_a_caller_who_waits(self, call, waiting):
        assert hunting.is_waiting(call) is waiting

    @pytest.mark.parametrize("call", [None, "x", []])
    def test_takes_anything_else_for_an_outage(self, call):
        with pytest.raises(errors.LineUnavailable):
            hunting.is_waiting(call)


class TestTimesOf:
    def test_reads_spans_events_and_destinations(self):
        read = times_with()

        assert (read.enabled, read.zone, read.out_of_hours) == (True, "Europe/Paris", TO_VOICEMAIL)
        to_lea = observed.Destination(nature=observed.Nature.NUMBER, number="+33639980101")
        assert read.slots == (to_lea, None, None)
        (span,) = read.spans
        assert (span.key, span.weekday, span.start, span.end) == ("3", 0, dt.time(9), dt.time(12, 30))
        (event,) = read.events
        assert (event.key, event.category) == ("u", observed.Category.HOLIDAYS)
        assert event.end - event.start == dt.timedelta(hours=15)
        assert event.is_ours

    @pytest.mark.parametrize(
        "day", ovh_schema.enum_of("telephony.OvhPabxDialplanExtensionConditionTimeWeekDayEnum")
    )
    def test_knows_every_weekday(self, day):
        (span,) = times_with(conditions=[{**SPAN, "weekDay": day}]).spans

        # 1 January 2024 is a Monday.
        assert dt.date(2024, 1, 1 + span.weekday).strftime("%A").lower() == day

    @pytest.mark.parametrize("policy", ovh_schema.enum_of("telephony.TimeConditionsPolicyEnum"))
    def test_knows_every_policy(self, policy):
        (span,) = times_with(conditions=[{**SPAN, "policy": policy}]).spans

        assert span.policy.value == policy

    @pytest.mark.parametrize("category", ovh_schema.enum_of("telephony.SchedulerCategoryEnum"))
    def test_knows_every_category(self, category):
        (event,) = times_with(events=[{**EVENT, "categories": category}]).events

        assert event.category.value == category

    @pytest.mark.parametrize("zone", ovh_schema.enum_of("telephony.timeZone"))
    def test_knows_every_zone(self, zone):
        assert times_with(scheduler={"timeZone": zone}).zone == zone

    def test_has_no_zone_of_ovh_without_a_calendar(self):
        assert times_with(scheduler=None).zone not in ovh_schema.enum_of("telephony.timeZone")

    def test_takes_midnight_for_the_end_of_the_day(self):
        (span,) = times_with(conditions=[{**SPAN, "timeTo": "24:00:00"}]).spans

        assert span.end == dt.time(23, 59, 59)

    def test_leaves_out_what_holds_no_instant(self):
        assert times_with(events=[{**EVENT, "dateEnd": EVENT["dateStart"]}]).events == ()

    @pytest.mark.parametrize(
        "changed",
        [
            {"settings": {}},
            {"settings": {**SETTINGS, "enable": "yes"}},
            {"settings": {**SETTINGS, "slot1Type": "playback"}},
            {"conditions": [{**SPAN, "weekDay": "holiday"}]},
            {"conditions": [{**SPAN, "timeTo": None}]},
            {"conditions": [{**SPAN, "timeTo": "noon"}]},
            {"scheduler": {"timeZone": "Mars/Olympus"}},
            {"scheduler": {}},
            {"events": [{**EVENT, "dateStart": "2024-08-01T18:00:00"}]},
            {"events": [{**EVENT, "categories": "party"}]},
            {"events": [None]},
        ],
    )
    def test_takes_anything_else_for_an_outage(self, changed):
        with pytest.raises(errors.LineUnavailable):
            times_with(**changed)


class TestScreenOf:
    def test_lists_refused_numbers(self):
        read = screening.screen_of(**SCREEN)

        assert read.status is observed.ScreenStatus.NOT_THE_LISTED
        assert [(one.key, one.number) for one in read.listed] == [("5", "+33639980209")]

    @pytest.mark.parametrize("written", [None, "anonymous", "0033"])
    def test_leaves_out_what_names_no_number(self, written):
        conditions = [{"conditionId": 5, "callerIdNumber": written}]

        assert screening.screen_of(settings=SCREEN["settings"], conditions=conditions).listed == ()

    @pytest.mark.parametrize(
        "status", ovh_schema.enum_of("telephony.EasyHuntingScreenListsConditionsStatusEnum")
    )
    def test_knows_every_status(self, status):
        assert screening.screen_of(settings={"status": status}, conditions=[]).status.value == status

    @pytest.mark.parametrize("settings", [None, {}, {"status": "other"}])
    def test_takes_anything_else_for_an_outage(self, settings):
        with pytest.raises(errors.LineUnavailable):
            screening.screen_of(settings=settings, conditions=[])


class TestSipLineOf:
    def test_reads_four_forwards(self):
        options = {
            **OPTIONS,
            "forwardUnconditional": False,
            "forwardBusyNature": "number",
            "forwardBusyNumber": "0033639980101",
            "forwardBackupNumber": "",
        }

        read = forwards.sip_line_of(options)

        assert read.unconditional == observed.Forward(active=False, to=TO_VOICEMAIL)
        assert read.no_reply == observed.Forward(active=True, to=TO_VOICEMAIL)
        assert read.busy.to == observed.Destination(nature=observed.Nature.NUMBER, number="+33639980101")
        assert read.unreachable == observed.Forward(active=True, to=None)
        assert read.no_reply_delay == 20

    @pytest.mark.parametrize("nature", ovh_schema.enum_of("telephony.LineOptionForwardNatureTypeEnum"))
    def test_knows_every_nature(self, nature):
        assert forwards.sip_line_of({**OPTIONS, "forwardBusyNature": nature}).busy.to.nature.value == nature

    def test_is_read_back_as_written(self):
        read = forwards.sip_line_of(OPTIONS)

        assert forwards.sip_line_of(forwards.options_of(read)) == read

    def test_names_no_destination_that_it_does_not_know(self):
        nowhere = observed.Forward(active=False, to=None)
        line = observed.SipLine(
            unconditional=nowhere, no_reply=nowhere, no_reply_delay=9, busy=nowhere, unreachable=nowhere
        )

        assert forwards.options_of(line) == {
            "forwardUnconditional": False,
            "forwardNoReply": False,
            "forwardNoReplyDelay": 9,
            "forwardBusy": False,
            "forwardBackup": False,
        }

    @pytest.mark.parametrize(
        "options", [None, {}, {**OPTIONS, "forwardBusy": "yes"}, {**OPTIONS, "forwardBusyNature": "fox"}]
    )
    def test_takes_anything_else_for_an_outage(self, options):
        with pytest.raises(errors.LineUnavailable):
            forwards.sip_line_of(options)


class TestRedirectOf:
    @pytest.mark.parametrize(("written", "number"), [(VOICEMAIL, "+33353010199"), (None, "")])
    def test_reads_where_it_leads(self, written, number):
        assert forwards.redirect_of({"destination": written}).destination == number

    def test_takes_anything_else_for_an_outage(self):
        with pytest.raises(errors.LineUnavailable):
            forwards.redirect_of([])


class TestVoicemails:
    def test_tell_what_becomes_of_messages(self):
        assert voicemails.settings_of(VOICEMAIL_SETTINGS, is_recorded=True) == found.VoicemailSettings(
            do_not_record=False,
            keep_message=True,
            emails=(found.Email(address="standard@coop.example", has_sound=True),),
            audio_format="mp3",
            greeting_type="default",
            greeting=observed.Greeting(is_recorded=True, is_on=True),
        )

    @pytest.mark.parametrize(("sound", "has"), [(None, False), (7, True)])
    def test_tell_whether_the_greeting_is_recorded(self, sound, has):
        assert voicemails.has_sound({"temporaryGreetingSoundId": sound}) is has

    @pytest.mark.parametrize("settings", [None, {}, []])
    def test_take_anything_else_for_an_outage(self, settings):
        for read in (voicemails.has_sound, lambda one: voicemails.settings_of(one, is_recorded=False)):
            with pytest.raises(errors.LineUnavailable):
                read(settings)


class TestAccount:
    def test_shows_the_credential(self):
        payload = {
            "status": "validated",
            "rules": [{"method": "GET", "path": "/telephony"}],
            "expiration": "2024-09-01T00:00:00+02:00",
        }

        read = account.credential_of(payload)

        assert read == found.Credential(
            status="validated",
            rules=(("GET", "/telephony"),),
            expiration=dt.datetime(2024, 8, 31, 22, tzinfo=dt.UTC),
        )
        assert account.credential_of({**payload, "expiration": None}).expiration is None

    @pytest.mark.parametrize(
        ("feature", "kind"),
        [("easyHunting", "easyHunting"), ("sip", "line"), ("redirect", "redirect"), ("fax", None)],
    )
    def test_shows_numbers_of_all_kinds(self, feature, kind):
        payload = {"serviceName": VOICEMAIL, "featureType": feature, "description": "x"}

        assert account.found_of(payload) == found.Found(
            number="+33353010199", kind=kind, feature=feature, description="x"
        )

    def test_says_what_time_it_is(self):
        assert account.moment_of(0) == dt.datetime(1970, 1, 1, tzinfo=dt.UTC)

    def test_hides_the_key(self):
        asked = account.asked_of({"consumerKey": "secret", "validationUrl": "https://x/secret"})

        assert "secret" not in repr(asked)

    def test_takes_anything_else_for_an_outage(self):
        for read in (account.credential_of, account.found_of, account.moment_of, account.asked_of):
            with pytest.raises(errors.LineUnavailable):
                read([])
