"""Untrusted bytes to sound, within bounds; what kind of file they are.

A size limit alone does not protect (7 MB of flac can hold ten hours), and a text file renamed .wav can make
FFmpeg open other local files or wait on the network: facts/speech.md section 3. Hence the fences: known first
bytes, an allow-list of formats and of decoders, no protocol at all, and a limit on the decoded length.
"""

from __future__ import annotations

import dataclasses
import enum
import io
import typing

from deskbot.voicemail import failures

if typing.TYPE_CHECKING:  # both belong to the extra `speech`
    import av
    import numpy as np

RATE_HZ = 16_000

# FFmpeg's names; the demuxers that open other files (concat, hls, dash, sdp, image2) are not among them.
_FORMATS = "wav,mp3,ogg,mov,amr,flac,matroska,aac,aiff,au"
# What telephony and phones write; FFmpeg's hundreds of other decoders stay closed, those of video included.
_CODECS = (
    "pcm_s16le,pcm_u8,pcm_s24le,pcm_s32le,pcm_f32le,pcm_alaw,pcm_mulaw,adpcm_ms,adpcm_ima_wav,g726,gsm,gsm_ms,"
    "pcm_s8,pcm_s16be,pcm_s24be,pcm_s32be,pcm_f32be,"
    "mp3,mp3float,opus,libopus,vorbis,speex,flac,aac,alac,amrnb,amrwb,libopencore_amrnb,libopencore_amrwb,g729,g723_1"
)
_RATES_HZ = range(4_000, 192_001)
# A packet or two that cannot be decoded is what cheap encoders leave at the ends; more is a loss.
_BAD_SHARE = 0.01
# Below this share of the length that the file announces, some of the message is missing.
_WHOLE = 0.8


class Kind(enum.StrEnum):
    """A sound format that we accept; the value is the file name's extension."""

    WAV = "wav"
    MP3 = "mp3"
    OGG = "ogg"
    FLAC = "flac"
    M4A = "m4a"
    AMR = "amr"
    AAC = "aac"
    WEBM = "webm"
    AIFF = "aiff"
    AU = "au"


_MAGIC = (
    (b"OggS", Kind.OGG),
    (b"fLaC", Kind.FLAC),
    (b"#!AMR", Kind.AMR),
    (b"ID3", Kind.MP3),
    (b"\x1aE\xdf\xa3", Kind.WEBM),
    (b".snd", Kind.AU),
)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Limits:
    """How much of a recording we accept: the file's size, and the length that we decode."""

    max_bytes: int = 20_000_000  # 30 minutes of mu-law are 14.4 MB
    max_s: float = 600.0


@dataclasses.dataclass(frozen=True, kw_only=True, eq=False)
class Sound:
    """A decoded recording: mono samples between -1 and 1 at `RATE_HZ`, and what is missing from it."""

    samples: np.ndarray[typing.Any, np.dtype[np.float32]]
    #: Where decoding stopped because of the limit; None when all of it is here.
    truncated_at_s: float | None
    #: The file was cut or corrupted: part of the message is lost.
    damaged: bool

    @property
    def duration_s(self) -> float:
        """How long the decoded sound is."""
        return len(self.samples) / RATE_HZ


def sniff(head: bytes) -> Kind | None:
    """Tell the format from a file's first 16 bytes, or None when it is none that we accept."""
    if head[:4] in (b"RIFF", b"RF64"):
        return Kind.WAV if head[8:12] == b"WAVE" else None
    if head[:4] == b"FORM":
        return Kind.AIFF if head[8:12] in (b"AIFF", b"AIFC") else None
    if head[4:8] == b"ftyp":
        return Kind.M4A
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    return _sniff_frame(head)


def check(head: bytes, *, size_bytes: int, limits: Limits) -> None:
    """Refuse a file by its size and first bytes, before anything decodes it.

    :raises failures.BadRecording: if it is empty, too big or not sound.
    """
    if size_bytes == 0:
        raise failures.BadRecording(failures.Why.EMPTY_FILE)
    if size_bytes > limits.max_bytes:
        raise failures.BadRecording(failures.Why.TOO_BIG)
    if sniff(head) is None:
        raise failures.BadRecording(failures.Why.NOT_AUDIO)


def decode(data: bytes, *, limits: Limits) -> Sound:
    """Decode `data` within `limits`; needs the extra `speech`.

    :raises failures.BadRecording: if no sound can be had from it.
    """
    import av

    check(data[:16], size_bytes=len(data), limits=limits)
    tape = _Tape(max_samples=int(limits.max_s * RATE_HZ))
    try:
        announced_s = _play(data, tape)
    # PyAV also lets IndexError, ValueError and MemoryError through (facts/speech.md section 3).
    except (av.error.FFmpegError, ValueError, LookupError, MemoryError) as error:
        if not tape.length:
            raise failures.BadRecording(failures.Why.UNDECODABLE, type(error).__name__) from None
        tape.is_broken = True
        announced_s = None
    return tape.sound(announced_s=announced_s, is_cut=_is_cut(data))


def _sniff_frame(head: bytes) -> Kind | None:
    # MPEG audio without a header starts with eleven bits set; layer 0 is AAC in ADTS frames.
    if len(head) < 2 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return None
    layer = head[1] & 0x06
    # Layer I is nobody's, and the mark that begins a text in UTF-16 looks like it.
    if layer == 0x06:
        return None
    return Kind.AAC if layer == 0 else Kind.MP3


class _Tape:
    """Decoded samples so far."""

    def __init__(self, *, max_samples: int) -> None:
        self.max_samples = max_samples
        self.length = 0
        self.is_broken = False
        self._packets = 0
        self._bad_packets = 0
        self._pieces: list[np.ndarray[typing.Any, np.dtype[np.int16]]] = []

    @property
    def is_full(self) -> bool:
        return self.length > self.max_samples

    def frames_of(self, packet: typing.Any) -> list[av.AudioFrame]:
        """Decode one packet; a bad one is counted and skipped, so that the rest of the message is heard."""
        import av

        self._packets += 1
        try:
            return list(packet.decode())
        except av.error.InvalidDataError:
            self._bad_packets += 1
            return []

    def add(self, frames: list[av.AudioFrame]) -> None:
        for frame in frames:
            piece: typing.Any = frame.to_ndarray().reshape(-1)
            self._pieces.append(piece)
            self.length += piece.size

    def sound(self, *, announced_s: float | None, is_cut: bool) -> Sound:
        import numpy as np

        if not self.length:
            raise failures.BadRecording(failures.Why.NO_SOUND)
        whole = np.concatenate(self._pieces)
        samples = whole[: self.max_samples].astype(np.float32) / 32768.0
        is_short = announced_s is not None and self.length / RATE_HZ < _WHOLE * announced_s
        is_bad = self.is_broken or self._bad_packets > max(2, _BAD_SHARE * self._packets)
        return Sound(
            samples=samples,
            truncated_at_s=self.max_samples / RATE_HZ if self.is_full else None,
            damaged=is_cut or is_bad or (is_short and not self.is_full),
        )


def _check_stream(stream: av.AudioStream) -> None:
    if (stream.rate or 0) not in _RATES_HZ:
        raise failures.BadRecording(failures.Why.ODD_RATE)
    # FFmpeg applies codec_whitelist while it probes; PyAV opens the decoder by itself afterwards.
    if stream.codec_context.name not in _CODECS.split(","):
        raise failures.BadRecording(failures.Why.UNDECODABLE, stream.codec_context.name)


def _is_cut(data: bytes) -> bool:
    """Tell whether a WAV announces more bytes than it has: FFmpeg reads a cut one without a word."""
    announced = int.from_bytes(data[4:8], "little")
    # A recorder that streams writes a huge size, or none, because it does not know better.
    return data[:4] == b"RIFF" and announced < 0x7FFF0000 and len(data) < _WHOLE * announced


def _play(data: bytes, tape: _Tape) -> float | None:
    """Decode onto `tape`; return the length that the file announces, if it does."""
    import av

    options = {"format_whitelist": _FORMATS, "codec_whitelist": _CODECS, "protocol_whitelist": ""}
    box: typing.Any
    with av.open(io.BytesIO(data), metadata_errors="ignore", options=options) as box:
        if not box.streams.audio:
            raise failures.BadRecording(failures.Why.NO_AUDIO_TRACK)
        stream = box.streams.audio[0]
        _check_stream(stream)
        resampler = av.AudioResampler(format="s16", layout="mono", rate=RATE_HZ)
        for packet in box.demux(stream):
            for frame in tape.frames_of(packet):
                tape.add(resampler.resample(frame))
            if tape.is_full:
                break
        else:
            tape.add(resampler.resample(None))
        return box.duration / 1e6 if box.duration else None
