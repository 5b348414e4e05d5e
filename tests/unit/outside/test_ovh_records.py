"""OVH's records and messages, against the published schema."""

import datetime as dt

import hypothesis
import pytest
from hypothesis import strategies as st

from deskbot.calls import events
from deskbot.line import errors
from deskbot.outside.ovh.wire import records
from tests.unit.outside import ovh_schema

RECORD = {
    "consumptionId": 12,
    "calling": "0033639980201",
    "called": "0033353010100",
    "wayType": "incoming",
    "creationDatetime": "2024-08-01T10:00:00+02:00",
    "duration": 35,
}
MESSAGE = {
    "id": 34,
    "caller": "0033639980201",
    "creationDatetime": "2024-08-01T10:00:35+02:00",
    "duration": 12,
}


class TestRecordOf:
    def test_reads_a_record(self):
        assert records.record_of(RECORD) == events.CallRecord(
            key="12",
            caller="+33639980201",
            called="+33353010100",
            way=events.RecordWay.INCOMING,
            at=dt.datetime(2024, 8, 1, 8, tzinfo=dt.UTC),
            duration_s=35,
        )

    @pytest.mark.parametrize("way", ovh_schema.enum_of("telephony.VoiceConsumptionWayTypeEnum"))
    def test_knows_every_way(self, way):
        assert records.record_of({**RECORD, "wayType": way}).way.value == way

    @pytest.mark.parametrize("hidden", [None, "anonymous", ""])
    def test_has_no_caller_when_hidden(self, hidden):
        assert records.record_of({**RECORD, "calling": hidden}).caller is None

    @pytest.mark.parametrize("field", sorted(RECORD))
    def test_takes_a_missing_field_for_an_outage(self, field):
        with pytest.raises(errors.LineUnavailable):
            records.record_of({name: value for name, value in RECORD.items() if name != field})

    @pytest.mark.parametrize("written", ["2024-08-01T10:00:00", "yesterday", None, 0, "2024-08-01"])
    def test_takes_a_date_without_an_offset_for_an_outage(self, written):
        with pytest.raises(errors.LineUnavailable):
            records.record_of({**RECORD, "creationDatetime": written})

    @hypothesis.given(ovh_schema.JSON | st.fixed_dictionaries({name: ovh_schema.JSON for name in RECORD}))
    def test_never_fails_otherwise(self, payload):
        for read in (records.record_of, records.message_of, records.file_url):
            try:
                read(payload)
            except (errors.LineUnavailable, errors.RecordingNotReady):
                continue


class TestMessageOf:
    def test_reads_a_message(self):
        assert records.message_of(MESSAGE) == events.VoicemailMessage(
            key="34",
            caller="+33639980201",
            at=dt.datetime(2024, 8, 1, 8, 0, 35, tzinfo=dt.UTC),
            duration_s=12,
        )

    @pytest.mark.parametrize("field", sorted(MESSAGE))
    def test_takes_a_missing_field_for_an_outage(self, field):
        with pytest.raises(errors.LineUnavailable):
            records.message_of({name: value for name, value in MESSAGE.items() if name != field})


class TestFileUrl:
    def test_is_where_the_file_is(self):
        assert records.file_url({"status": "done", "url": "https://x/1.mp3"}) == "https://x/1.mp3"

    @pytest.mark.parametrize("status", ["todo", "doing"])
    def test_asks_to_come_back(self, status):
        with pytest.raises(errors.RecordingNotReady):
            records.file_url({"status": status, "url": "https://x/1.mp3"})

    @pytest.mark.parametrize(
        "payload",
        [
            *({"status": "error"}, {}, {"status": "done"}, {"status": "done", "url": None}, None, [], "x"),
            *({"status": "done", "url": "file:///etc/passwd"}, {"status": "done", "url": "ftp://x"}),
        ],
    )
    def test_takes_anything_else_for_an_outage(self, payload):
        with pytest.raises(errors.LineUnavailable):
            records.file_url(payload)

    def test_knows_every_status(self):
        assert set(ovh_schema.enum_of("telephony.PcsFileStatusEnum")) == {
            "todo",
            "doing",
            "done",
            "error",
        }
