"""Text messages, against the published schema."""

import hypothesis
import pytest

from deskbot.line import errors
from deskbot.outside.ovh import found
from deskbot.outside.ovh.wire import texts
from tests.unit.outside import ovh_schema


class TestJob:
    def test_is_what_the_schema_takes(self):
        body = texts.job("Bonjour", to="+33639980201", sender="Standard")

        taken = {one["name"] for one in ovh_schema.operation("POST", "/sms/s/jobs")["parameters"]}
        assert set(body) <= taken
        assert body["charset"] in (ovh_schema.enum_of("sms.CharsetEnum") or ())


class TestCheckSent:
    def test_is_content_with_one_receiver(self):
        texts.check_sent({"validReceivers": ["+33639980201"]})

    def test_refuses_without_one(self):
        with pytest.raises(errors.LineRefused):
            texts.check_sent({"validReceivers": []})

    @hypothesis.given(ovh_schema.JSON)
    def test_takes_anything_else_for_an_outage(self, payload):
        for read in (texts.check_sent, texts.account_of):
            try:
                read(payload)
            except errors.LineUnavailable:
                continue
            except errors.LineRefused:
                assert read is texts.check_sent


class TestAccountOf:
    @pytest.mark.parametrize(("status", "enabled"), [("enable", True), ("disable", False)])
    def test_reads_a_service(self, status, enabled):
        payload = {"status": status, "creditsLeft": 12.5}

        assert texts.account_of(payload) == found.SmsService(is_enabled=enabled, credits_left=12.5)
