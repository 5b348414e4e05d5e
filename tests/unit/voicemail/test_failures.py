import pickle

import pytest

from deskbot.voicemail import failures


class TestError:
    @pytest.mark.parametrize(
        ("why", "kind"),
        [
            (failures.Why.NOT_INSTALLED, failures.SpeechNotInstalled),
            (failures.Why.MODEL_MISSING, failures.ModelMissing),
            (failures.Why.TOOK_TOO_LONG, failures.TranscriptionFailed),
            (failures.Why.FAILED, failures.TranscriptionFailed),
            (failures.Why.NOT_AUDIO, failures.BadRecording),
            (failures.Why.UNREADABLE, failures.BadRecording),
        ],
    )
    def test_is_of_the_kind_that_tells_who_must_act(self, why, kind):
        error = failures.error(why)

        assert type(error) is kind
        assert error.why is why


class TestNoTranscript:
    def test_survives_being_stored_by_the_engine(self):
        error = failures.TranscriptionFailed(failures.Why.FAILED, "exit -9")

        again = pickle.loads(pickle.dumps(error))

        assert (type(again), again.why, again.detail) == (type(error), error.why, error.detail)

    def test_reads_as_its_reason(self):
        assert str(failures.BadRecording(failures.Why.TOO_BIG)) == "too_big"
        assert str(failures.TranscriptionFailed(failures.Why.FAILED, "exit -9")) == "failed (exit -9)"
