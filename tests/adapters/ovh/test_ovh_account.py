"""What set-up and doctor ask of an account."""

import datetime as dt
import time

import httpx
import pytest

from deskbot.desk import public_number
from deskbot.line import errors, observed
from deskbot.outside.ovh import account, found, rights
from deskbot.outside.ovh import api as api_module
from tests.adapters.ovh import lab as labs

RULES = (("GET", "/telephony"), ("PUT", "/telephony/*"))


def ask(lab: labs.Lab, *, application_key: str | None = None) -> found.Asked:
    return account.ask_consumer_key(
        endpoint=labs.ENDPOINT,
        url=lab.account.url,
        application_key=application_key or lab.account.application_key,
        application_secret=lab.account.application_secret,
        rules=RULES,
    )


def api_of(lab: labs.Lab, *, consumer_key: str) -> api_module.OvhApi:
    return api_module.OvhApi(
        api_module.Account(
            endpoint=labs.ENDPOINT,
            url=lab.account.url,
            application_key=lab.account.application_key,
            application_secret=lab.account.application_secret,
            consumer_key=consumer_key,
        ),
        calls_per_second=10_000,
    )


class TestAskConsumerKey:
    def test_gives_a_key_that_counts_once_validated(self, lab: labs.Lab) -> None:
        asked = ask(lab)
        api = api_of(lab, consumer_key=asked.consumer_key)
        with pytest.raises(errors.LineRefused):
            account.billing_accounts(api)

        httpx.post(asked.url)

        assert account.credential(api) == found.Credential(status="validated", rules=RULES, expiration=None)
        assert account.billing_accounts(api) == ("deskbot-demo",)

    def test_is_refused_to_an_unknown_application(self, lab: labs.Lab) -> None:
        with pytest.raises(errors.LineRefused):
            ask(lab, application_key="nobodys")

    def test_says_try_again_when_ovh_is_down(self, lab: labs.Lab) -> None:
        lab.switch(down=True)

        with pytest.raises(errors.LineUnavailable):
            ask(lab)


class TestCredential:
    @pytest.mark.parametrize("says_pending", [True, False])
    def test_is_not_validated_yet(self, lab: labs.Lab, says_pending: bool) -> None:
        lab.switch(pending_key_may_ask_for_itself=says_pending)
        api = api_of(lab, consumer_key=ask(lab).consumer_key)

        if says_pending:
            assert account.credential(api).status == "pendingValidation"
        else:
            with pytest.raises(errors.LineRefused):
                account.credential(api)


class TestServerTime:
    def test_is_told_to_anybody(self, lab: labs.Lab) -> None:
        told = account.server_time(api_of(lab, consumer_key="nobodys"))

        assert abs(told.timestamp() - time.time()) < 5
        assert told.utcoffset() == dt.timedelta()


class TestDiscovery:
    def test_finds_numbers_of_all_kinds(self, lab: labs.Lab) -> None:
        (billing_account,) = account.billing_accounts(lab.api)

        numbers = {one.number: one.kind for one in account.numbers(lab.api, billing_account)}

        assert {number: numbers[number] for number in (labs.NUMBER, labs.SIP_LINE, labs.REDIRECT)} == {
            labs.NUMBER: public_number.Kind.EASY_HUNTING,
            labs.SIP_LINE: public_number.Kind.LINE,
            labs.REDIRECT: public_number.Kind.REDIRECT,
        }
        assert labs.VOICEMAIL in account.voicemails(lab.api, billing_account)
        assert account.schedulers(lab.api, billing_account) == (labs.NUMBER,)

    def test_finds_the_calendar_of_the_voicemail(self, lab: labs.Lab) -> None:
        lab.switch(scheduler_is_the_numbers=False)

        assert account.schedulers(lab.api, "deskbot-demo") == (labs.VOICEMAIL,)

    def test_needs_its_rights_and_no_more(self, lab: labs.Lab) -> None:
        def discover(*rules: found.Rule) -> None:
            key = lab.line.add_credential(rules=rules, status="validated").consumer_key
            api = api_of(lab, consumer_key=key)
            (name,) = account.billing_accounts(api)
            assert account.numbers(api, name)
            assert account.voicemails(api, name)
            assert account.schedulers(api, name)
            account.voicemail_settings(api, lab.services[labs.NUMBER])

        discover(*rights.DISCOVERY)

        for left_out in rights.DISCOVERY:
            with pytest.raises(errors.LineRefused):
                discover(*(rule for rule in rights.DISCOVERY if rule != left_out))


class TestAbout:
    def test_tells_what_a_number_is(self, lab: labs.Lab) -> None:
        for number, service in lab.services.items():
            about = account.about(lab.api, service)

            assert (about.number, about.kind) == (number, service.kind)


class TestVoicemailSettings:
    def test_tell_what_becomes_of_messages(self, lab: labs.Lab) -> None:
        lab.line.mailbox.settings |= {
            "doNotRecord": True,
            "redirectionEmails": [{"email": "standard@coop.example", "type": "simple"}],
        }
        lab.line.mailbox.greetings[4] = "temp"

        settings = account.voicemail_settings(lab.api, lab.services[labs.NUMBER])

        assert settings.do_not_record
        assert settings.keep_message
        assert settings.emails == (found.Email(address="standard@coop.example", has_sound=False),)
        assert settings.audio_format == "mp3"
        assert settings.greeting == observed.Greeting(is_recorded=True, is_on=False)
        assert "standard@" not in repr(settings)
