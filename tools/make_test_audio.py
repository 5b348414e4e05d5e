"""Make tests/samples/voicemail: real sound by espeak-ng and ffmpeg, and files that lie about what they are.

Run it on a machine that has both (Debian: espeak-ng, ffmpeg); what it makes is committed.
"""

import pathlib
import subprocess
import sys
import wave

FOLDER = pathlib.Path(__file__).parent.parent / "tests" / "samples" / "voicemail"

MESSAGE = (
    "Bonjour, ici Camille Martin. Je vous appelle au sujet de mon contrat. "
    "Pouvez-vous me rappeler au zéro six, trente-neuf, quatre-vingt-dix-huit, douze, trente-quatre ? Merci."
)
LOCKED_OUT = "Bonjour, je suis bloqué dehors, devant la porte, sous la pluie. Pouvez-vous m'ouvrir ?"

FFCONCAT = "ffconcat version 1.0\nfile message.mp3\n"
TEXT = "Ceci n'est pas du son, malgré le nom du fichier.\n" * 20


def main(folder: pathlib.Path) -> None:
    """Write every sample into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    speak(MESSAGE, folder / "message.mp3")
    speak(LOCKED_OUT, folder / "locked_out.mp3")
    speak(MESSAGE, folder / "message.ogg")
    speak("Oui.", folder / "very_short.wav")
    write_silence(folder / "silence.wav", duration_s=3)
    cut(folder / "message.mp3", folder / "truncated.mp3", share=0.4)
    (folder / "text.wav").write_text(TEXT, encoding="utf-8")
    (folder / "ffconcat.wav").write_text(FFCONCAT, encoding="utf-8")
    (folder / "empty.wav").write_bytes(b"")


def speak(text: str, target: pathlib.Path) -> None:
    """Say `text` in French through a telephone: 8 kHz, 300 to 3400 Hz, half a second of line at both ends."""
    spoken = subprocess.run(
        ["espeak-ng", "-v", "fr", "-s", "150", "--stdout", text], check=True, capture_output=True
    ).stdout
    codec = {
        ".mp3": ["-b:a", "16k"],
        ".ogg": ["-c:a", "libopus", "-b:a", "12k"],
        ".wav": ["-c:a", "pcm_mulaw"],
    }
    # The same text gives the same bytes on each run: no encoder's name, no date.
    exact = ["-map_metadata", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact"]
    filters = ["-af", "highpass=f=300,lowpass=f=3400,adelay=500,apad=pad_dur=0.5", "-ar", "8000", "-ac", "1"]
    subprocess.run(
        ["ffmpeg", "-v", "error", "-y", "-i", "-", *filters, *codec[target.suffix], *exact, str(target)],
        check=True,
        input=spoken,
    )


def write_silence(target: pathlib.Path, *, duration_s: int) -> None:
    """Write a line on which nobody speaks."""
    with wave.open(str(target), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)  # eight bits: 128 is the middle
        sound.setframerate(8_000)
        sound.writeframes(b"\x80" * 8_000 * duration_s)


def cut(source: pathlib.Path, target: pathlib.Path, *, share: float) -> None:
    """Keep the first `share` of a file's bytes, as a broken download does."""
    data = source.read_bytes()
    target.write_bytes(data[: int(len(data) * share)])


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
