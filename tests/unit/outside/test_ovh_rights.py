"""Which rights are asked for, and how they compare with those of a key."""

import pytest

from deskbot.desk import public_number
from deskbot.outside.ovh import rights, service
from tests.unit.outside import ovh_schema


def one(kind: public_number.Kind = public_number.Kind.EASY_HUNTING, number: str = "0033353010100"):
    return service.Service(kind=kind, billing_account="b-1", number=number, voicemail="0033353010199")


NEEDED = rights.rights_for((one(),), live_events=True)


class TestRightsFor:
    @pytest.mark.parametrize("kind", list(public_number.Kind))
    def test_are_all_of_calls_that_the_schema_knows(self, kind):
        for method, path in rights.rights_for((one(kind),), live_events=True):
            assert ovh_schema.operation(method, path.replace("hunting/*", "hunting/queue").replace("*", "7"))

    def test_of_a_telephone_are_to_call_and_to_read_what_was_called(self):
        telephone = service.Service.telephone(billing_account="b-1", number="0033353010130")

        asked = rights.rights_for((), telephones=[telephone])

        assert [path for method, path in asked if method != "GET"] == [
            "/telephony/b-1/line/0033353010130/click2Call"
        ]
        for method, path in asked:
            assert ovh_schema.operation(method, path.replace("*", "7"))

    def test_of_texts_are_to_look_and_to_send(self):
        asked = rights.rights_for((), sms="sms-1")

        assert [path for method, path in asked if method != "GET"] == ["/sms/sms-1/jobs"]
        for method, path in asked:
            assert ovh_schema.operation(method, path)

    def test_are_asked_once_for_numbers_that_share_a_voicemail(self):
        both = rights.rights_for((one(), one(public_number.Kind.LINE, "0033353010101")))

        assert len(set(both)) == len(both)
        assert sum("/voicemail/" in path for _, path in both) == 5

    def test_are_of_the_calendar_that_counts(self):
        other = rights.rights_for((one(),), scheduler_is_the_numbers=False, live_events=True)

        assert ("POST", "/telephony/b-1/scheduler/0033353010199/events") in other
        assert ("POST", "/telephony/b-1/scheduler/0033353010100/events") in NEEDED
        assert len(other) == len(NEEDED)

    def test_are_those_of_live_events_only_where_they_are_listened_to(self):
        token = "/telephony/b-1/eventToken"

        assert set(NEEDED) - set(rights.rights_for((one(),))) == {("GET", token), ("POST", token)}

    def test_remove_only_what_deskbot_may_have_made(self):
        removed = [path for method, path in NEEDED if method == "DELETE"]

        assert {path.rpartition("/")[0].rpartition("/")[2] for path in removed} == {"conditions", "events"}


class TestMissing:
    def test_is_nothing_of_what_is_granted(self):
        assert rights.missing(NEEDED, needed=NEEDED) == ()
        assert rights.surplus(NEEDED, needed=NEEDED) == ()

    def test_is_what_no_rule_covers(self):
        assert rights.missing(NEEDED[1:], needed=NEEDED) == NEEDED[:1]
        assert rights.missing([("POST", "/telephony/*")], needed=NEEDED) == tuple(
            rule for rule in NEEDED if rule[0] != "POST"
        )


class TestSurplus:
    def test_is_what_nothing_needs(self):
        much = ("DELETE", "/telephony/*")

        assert rights.surplus([*NEEDED, much], needed=NEEDED) == (much,)

    def test_is_not_a_part_of_what_is_needed(self):
        part = ("GET", "/telephony/b-1/easyHunting/0033353010100/hunting/queue/3")

        assert rights.surplus([part], needed=NEEDED) == ()


class TestDiscovery:
    def test_reads_only(self):
        assert {method for method, _ in rights.DISCOVERY} == {"GET"}

    def test_is_of_calls_that_the_schema_knows(self):
        for method, path in rights.DISCOVERY:
            assert ovh_schema.operation(method, path.replace("*", "7"))
