import contextlib
import io
import pathlib
import random
import subprocess
import sys
import wave

import pytest

from deskbot.voicemail import audio, failures
from tests import services

ROOT = pathlib.Path(__file__).parents[3]
SAMPLES = pathlib.Path(__file__).parents[2] / "samples" / "voicemail"


@pytest.fixture
def decoder():
    """The real FFmpeg, where the extra is installed."""
    try:
        import av  # noqa: F401 - only whether it is there
    except ImportError:
        services.require(False, "the extra `speech` is not installed (PyAV)")


def sample(name):
    return (SAMPLES / name).read_bytes()


def decode(data, **limits):
    return audio.decode(data, limits=audio.Limits(**limits))


def wav(*, rate_hz=8000, duration_s=1):
    target = io.BytesIO()
    with wave.open(target, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(rate_hz)
        sound.writeframes(b"\x01\x02" * rate_hz * duration_s)
    return target.getvalue()


def tone(*, kind, codec):
    import av
    import numpy as np

    target = io.BytesIO()
    with av.open(target, "w", format=kind) as box:
        stream = box.add_stream(codec, rate=8000, layout="mono")
        frame = av.AudioFrame.from_ndarray(np.ones((1, 8000), dtype=np.int16), format="s16", layout="mono")
        frame.sample_rate = 8000
        for one in (frame, None):
            box.mux(stream.encode(one))
    return target.getvalue()


def silent_film():
    import av

    target = io.BytesIO()
    with av.open(target, "w", format="mp4") as box:
        stream = box.add_stream("mpeg4", rate=5)
        stream.width = stream.height = 16
        stream.pix_fmt = "yuv420p"
        for frame in (av.VideoFrame(16, 16, "yuv420p"), None):
            box.mux(stream.encode(frame))
    return target.getvalue()


class TestSniff:
    @pytest.mark.parametrize(
        ("head", "kind"),
        [
            (b"RIFF\x24\x08\x00\x00WAVEfmt ", "wav"),
            (b"RF64\xff\xff\xff\xffWAVEds64", "wav"),
            (b"ID3\x04\x00\x00\x00\x00\x00\x00", "mp3"),
            (b"\xff\xe3\x18\xc4", "mp3"),
            (b"\xff\xfb\x90\x00", "mp3"),
            (b"\xff\xf1\x50\x80", "aac"),
            (b"OggS\x00\x02", "ogg"),
            (b"fLaC\x00\x00", "flac"),
            (b"\x00\x00\x00\x20ftypM4A ", "m4a"),
            (b"#!AMR\n", "amr"),
            (b"\x1aE\xdf\xa3\x9f\x42", "webm"),
            (b"FORM\x00\x00\x10\x00AIFFCOMM", "aiff"),
            (b"FORM\x00\x00\x10\x00AIFCFVER", "aiff"),
            (b".snd\x00\x00\x00\x18", "au"),
        ],
    )
    def test_names_the_format(self, head, kind):
        assert audio.sniff(head) == kind

    @pytest.mark.parametrize(
        "head",
        [
            b"",
            b"\xff",
            b"RIFF",
            b"RIFF\x24\x08\x00\x00AVI LIST",
            b"ffconcat version",
            b"v=0\r\no=- 0 0 IN",
            b"#EXTM3U\n#EXT-X-",
            b"<!DOCTYPE html>",
            b'{"message": "no',
            b"\x89PNG\r\n\x1a\n",
            b"FORM\x00\x00\x10\x00ILBM",
            "une note".encode("utf-16"),
        ],
    )
    def test_knows_nothing_of_other_bytes(self, head):
        assert audio.sniff(head) is None

    def test_looks_at_the_bytes_and_not_at_the_name(self):
        assert audio.sniff(sample("text.wav")[:16]) is None

    def test_needs_no_extra(self):
        script = (
            "import sys; sys.modules.update(av=None, numpy=None)\n"
            "from deskbot.voicemail import audio; print(audio.sniff(b'OggS'))"
        )

        told = subprocess.run(
            [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
        )

        assert told.stdout == "ogg\n"


class TestCheck:
    @pytest.mark.parametrize(
        ("head", "size_bytes", "why"),
        [
            (b"", 0, failures.Why.EMPTY_FILE),
            (b"OggS", 1001, failures.Why.TOO_BIG),
            (b"ffconcat", 38, failures.Why.NOT_AUDIO),
        ],
    )
    def test_refuses_before_anything_is_decoded(self, head, size_bytes, why):
        with pytest.raises(failures.BadRecording) as caught:
            audio.check(head, size_bytes=size_bytes, limits=audio.Limits(max_bytes=1000))

        assert caught.value.why is why

    def test_accepts_sound_within_the_limits(self):
        audio.check(b"OggS", size_bytes=1000, limits=audio.Limits(max_bytes=1000))


@pytest.mark.usefixtures("decoder")
class TestDecode:
    @pytest.mark.parametrize(
        ("kind", "codec"), [("aiff", "pcm_s16be"), ("au", "pcm_mulaw"), ("au", "pcm_s16be")]
    )
    def test_reads_what_the_operator_may_send(self, kind, codec):
        sound = decode(tone(kind=kind, codec=codec))

        assert sound.duration_s == pytest.approx(1, abs=0.1)
        assert not sound.damaged

    @pytest.mark.parametrize("name", ["message.mp3", "message.ogg"])
    def test_gives_the_whole_message(self, name):
        sound = decode(sample(name))

        assert 9 < sound.duration_s < 15
        assert 0.1 < abs(sound.samples).max() <= 1
        assert sound.truncated_at_s is None
        assert not sound.damaged

    def test_gives_silence_as_silence(self):
        assert abs(decode(sample("silence.wav")).samples).max() == 0

    def test_stops_at_the_limit_and_says_where(self):
        sound = decode(sample("message.mp3"), max_s=2)

        assert sound.duration_s == 2
        assert sound.truncated_at_s == 2
        assert not sound.damaged

    def test_says_nothing_of_a_limit_that_is_just_reached(self):
        assert decode(wav(rate_hz=16_000, duration_s=2), max_s=2).truncated_at_s is None

    def test_says_that_a_cut_mp3_is_damaged(self):
        assert decode(sample("truncated.mp3")).damaged

    def test_says_that_a_cut_wav_is_damaged(self):
        data = sample("silence.wav")

        assert decode(data[: len(data) // 2]).damaged

    @pytest.mark.parametrize("size", [b"\x00\x00\x00\x00", b"\xff\xff\xff\xff"])
    def test_takes_a_streamed_wav_of_unknown_size_for_whole(self, size):
        data = wav()

        sound = decode(data[:4] + size + data[8:40] + size + data[44:])

        assert sound.duration_s == pytest.approx(1, abs=0.01)
        assert not sound.damaged

    def test_hears_what_is_around_the_corrupted_bytes(self):
        data = bytearray(sample("message.mp3"))
        chance = random.Random(1)
        for _ in range(20):
            data[chance.randrange(200, len(data))] ^= 0xFF

        sound = decode(bytes(data))

        assert sound.damaged
        assert sound.duration_s > 0.8 * decode(sample("message.mp3")).duration_s

    @pytest.mark.parametrize(
        ("name", "why"),
        [
            ("empty.wav", failures.Why.EMPTY_FILE),
            ("text.wav", failures.Why.NOT_AUDIO),
            ("ffconcat.wav", failures.Why.NOT_AUDIO),
        ],
    )
    def test_refuses_files_that_lie(self, name, why):
        with pytest.raises(failures.BadRecording) as caught:
            decode(sample(name))

        assert caught.value.why is why

    @pytest.mark.parametrize(
        ("data", "why"),
        [
            (wav(rate_hz=1), failures.Why.ODD_RATE),
            (wav(duration_s=0), failures.Why.NO_SOUND),
            (wav()[:20], failures.Why.UNDECODABLE),
            (b"ID3" + b"ffconcat version 1.0\nfile message.mp3\n", failures.Why.UNDECODABLE),
            (b"OggS" + bytes(range(256)) * 20, failures.Why.UNDECODABLE),
            (b"\x00\x00\x00\x20ftypM4A " + bytes(2000), failures.Why.UNDECODABLE),
        ],
    )
    def test_refuses_broken_files(self, data, why):
        with pytest.raises(failures.BadRecording) as caught:
            decode(data)

        assert caught.value.why is why

    def test_refuses_a_film_without_sound(self):
        with pytest.raises(failures.BadRecording) as caught:
            decode(silent_film())

        assert caught.value.why is failures.Why.NO_AUDIO_TRACK

    def test_opens_no_decoder_that_telephony_does_not_need(self):
        data = bytearray(wav())
        data[20:22] = b"\x20\x00"  # says that it is Yamaha's ADPCM
        data[34:36] = b"\x04\x00"

        with pytest.raises(failures.BadRecording) as caught:
            decode(bytes(data))

        assert caught.value.why is failures.Why.UNDECODABLE
        assert caught.value.detail == "adpcm_yamaha"

    def test_survives_any_bytes(self):
        chance = random.Random(2)
        starts = [sample("message.mp3"), sample("message.ogg"), wav()]
        for number in range(60):
            data = bytearray(starts[number % 3][: chance.randrange(20, 6000)])
            for _ in range(chance.randrange(1, 40)):
                data[chance.randrange(len(data))] = chance.randrange(256)
            with contextlib.suppress(failures.BadRecording):
                assert decode(bytes(data)).duration_s > 0
