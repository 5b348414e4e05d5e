import pytest

from deskbot.outside.whisper import wire
from deskbot.voicemail import failures, transcript

REQUEST = wire.Request(
    path="/recordings/é.mp3",
    model_dir="/models/small",
    language="fr",
    hotwords=("Optéos", "CAPE"),
    max_bytes=1000,
    max_s=600.0,
    threads=2,
    parent_pid=4321,
    timeout_s=60.0,
)
HEARD = transcript.Transcript(
    segments=(transcript.Segment(text=" Là.", start_s=0.0, end_s=1.0),),
    empty=None,
    speech_s=1.0,
    duration_s=2.0,
)


class TestRequest:
    def test_arrives_as_it_left(self):
        assert wire.Request.from_json(REQUEST.to_json()) == REQUEST

    @pytest.mark.parametrize("text", ["", "[]", "{}", '{"hotwords": [], "path": "x"}'])
    def test_refuses_anything_else(self, text):
        with pytest.raises(wire.NotUnderstood):
            wire.Request.from_json(text)


class TestParse:
    def test_gives_the_transcript(self):
        assert wire.parse(wire.reply(HEARD).encode()) == HEARD

    def test_raises_what_the_child_says(self):
        refusal = wire.refusal(failures.BadRecording(failures.Why.NO_SOUND, "x"))

        with pytest.raises(failures.BadRecording) as caught:
            wire.parse(refusal.encode())

        assert (caught.value.why, caught.value.detail) == (failures.Why.NO_SOUND, "x")

    @pytest.mark.parametrize(
        "answer",
        [
            b"",
            b"\xff\xfe",
            b"null",
            b"[]",
            b"{}",
            b'{"transcript": "secret"}',
            b'{"why": "secret", "detail": ""}',
            b'{"why": "failed"}',
        ],
    )
    def test_understands_nothing_else_and_does_not_quote_it(self, answer):
        with pytest.raises(wire.NotUnderstood) as caught:
            wire.parse(answer)

        assert "secret" not in str(caught.value)
        assert caught.value.__cause__ is None
