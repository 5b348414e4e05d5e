"""Telephones that call when told to: the real adapter against the sandbox."""

import pytest

from deskbot.calls import events
from deskbot.line import errors
from deskbot.outside.ovh import call_log, dialler
from deskbot.outside.ovh import service as services
from deskbot.sandbox.ovh import calling
from tests.adapters.ovh import lab as labs

PHONE = "+33353010130"


@pytest.fixture
def telephone(lab: labs.Lab) -> services.Service:
    line = lab.line.account.add_number(labs.line.NumberConfig(public_number=PHONE, kind="line"))
    return services.Service.telephone(billing_account=line.billing_account, number=line.public)


def records(lab: labs.Lab) -> list[tuple[str | None, str | None]]:
    return [(one.calling, one.called) for one in lab.line.account.numbers[PHONE].records]


class TestDial:
    def test_has_the_telephone_of_the_line_call(self, lab: labs.Lab, telephone: services.Service) -> None:
        dialler.OvhDialler(lab.api, lines={PHONE: telephone}).dial(labs.CALLER, line=PHONE)

        assert records(lab) == [("0033353010130", "0033639980201")]

    def test_says_that_the_operator_refuses(self, lab: labs.Lab, telephone: services.Service) -> None:
        lab.line.account.numbers[PHONE].phone_registered = False

        with pytest.raises(errors.LineRefused):
            dialler.OvhDialler(lab.api, lines={PHONE: telephone}).dial(labs.CALLER, line=PHONE)

    def test_knows_the_lines_of_the_settings_alone(self, lab: labs.Lab) -> None:
        with pytest.raises(errors.NotThere):
            dialler.OvhDialler(lab.api, lines={}).dial(labs.CALLER, line=PHONE)

    def test_is_not_repeated_when_the_answer_is_lost(
        self, lab: labs.Lab, telephone: services.Service
    ) -> None:
        lab.switch(failing_write=1, failing_write_applied=True)

        with pytest.raises(errors.LineUnavailable):
            dialler.OvhDialler(lab.api, lines={PHONE: telephone}).dial(labs.CALLER, line=PHONE)

        assert len(records(lab)) == 1


class TestRecords:
    def test_are_of_the_calls_made_from_a_telephone_and_not_to_it(
        self, lab: labs.Lab, telephone: services.Service
    ) -> None:
        known = (*lab.services.values(), telephone)
        log = call_log.OvhCallLog(lab.api, services={labs.DESK: known})
        dialler.OvhDialler(lab.api, lines={PHONE: telephone}).dial(labs.CALLER, line=PHONE)
        calling.place_call(lab.line.account.numbers[PHONE], caller=labs.CALLER, outcome=calling.hangs_up(5))
        lab.line.clock.advance(600)

        (key,) = log.records(labs.DESK, span=lab.around_now(), now=lab.line.clock.now())

        found = log.record(labs.DESK, key)
        assert (found.way, found.called) == (events.RecordWay.OUTGOING, labs.CALLER)
