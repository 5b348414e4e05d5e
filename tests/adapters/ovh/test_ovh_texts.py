"""Text messages: the real adapter against the sandbox."""

import pytest

from deskbot import wording
from deskbot.chat import messages
from deskbot.line import errors
from deskbot.outside.ovh import account, found
from deskbot.outside.ovh import texts as ovh_texts
from deskbot.sandbox.ovh import texts
from tests.adapters.ovh import lab as labs

TEXT = messages.CallerText(house="Standard", left_message=False)


def sending(lab: labs.Lab, **changed: object) -> ovh_texts.OvhTexts:
    known = {"service": lab.line.account.outbox.service, "sender": "Standard", **changed}
    return ovh_texts.OvhTexts(lab.api, words=wording.Wording(), clock=lab.line.clock, **known)  # type: ignore[arg-type]  # what a test changes


def jobs(lab: labs.Lab) -> list[texts.Job]:
    return list(lab.line.account.outbox.jobs.values())


class TestSend:
    def test_sends_one_text_of_one_part_without_a_number_or_a_clause(self, lab: labs.Lab) -> None:
        sending(lab).send(TEXT, to=labs.CALLER)

        (job,) = jobs(lab)
        assert (job.receiver, job.sender, job.parts) == (labs.CALLER, "Standard", 1)
        assert job.message.startswith("Bonjour, vous avez appelé Standard")
        assert not job.has_stop_clause
        assert not any(letter.isdigit() for letter in job.message)

    def test_refuses_without_a_service(self, lab: labs.Lab) -> None:
        with pytest.raises(errors.LineRefused):
            sending(lab, service=None).send(TEXT, to=labs.CALLER)

    @pytest.mark.parametrize("changed", [{"sender": "Autre"}, {"service": "sms-xx-1"}])
    def test_says_that_the_operator_refuses(self, lab: labs.Lab, changed: dict[str, object]) -> None:
        with pytest.raises(errors.LineRefused):
            sending(lab, **changed).send(TEXT, to=labs.CALLER)

    def test_says_that_the_receiver_is_none(self, lab: labs.Lab) -> None:
        with pytest.raises(errors.LineRefused):
            sending(lab).send(TEXT, to="0639980201")

    def test_is_not_repeated_when_the_answer_is_lost(self, lab: labs.Lab) -> None:
        lab.switch(failing_write=1, failing_write_applied=True)

        with pytest.raises(errors.LineUnavailable):
            sending(lab).send(TEXT, to=labs.CALLER)

        assert len(jobs(lab)) == 1


class TestAccount:
    def test_knows_what_is_left_and_who_may_send(self, lab: labs.Lab) -> None:
        name = lab.line.account.outbox.service

        assert account.sms_service(lab.api, name) == found.SmsService(is_enabled=True, credits_left=100)
        assert account.sms_senders(lab.api, name) == ("Standard",)
