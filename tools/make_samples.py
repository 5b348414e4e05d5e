"""Make the sandbox's voicemail samples with espeak-ng and ffmpeg: `tools/make_samples.py`."""

import json
import pathlib
import subprocess
import tempfile

_FOLDER = pathlib.Path(__file__).parent.parent / "deskbot" / "sandbox" / "data" / "voicemails"
_TEXTS = {
    "rappel": (
        "Bonjour, je m'appelle Claire Martin. "
        "Je vous appelle au sujet de mon rendez-vous pour un contrat CAPE. "
        "Je voudrais savoir s'il est toujours prévu mardi prochain. "
        "Est-ce que quelqu'un pourrait me rappeler, s'il vous plaît ? Je suis joignable cet après-midi. "
        "Merci, au revoir."
    ),
    "porte": (
        "Bonjour, c'est Karim. Je suis enfermé dehors, devant la porte du bureau. "
        "Mon badge ne marche plus, il pleut, et j'ai un client qui arrive dans dix minutes. "
        "Est-ce que quelqu'un peut venir m'ouvrir tout de suite ? Merci."
    ),
}


def _speak(text: str, *, to: pathlib.Path) -> None:
    subprocess.run(["espeak-ng", "-v", "fr", "-s", "150", "-w", str(to), text], check=True)


def _as_telephone_mp3(source: pathlib.Path, *, to: pathlib.Path) -> None:
    sound = ["-ar", "8000", "-ac", "1", "-b:a", "16k", "-map_metadata", "-1", "-fflags", "+bitexact"]
    subprocess.run(["ffmpeg", "-loglevel", "error", "-y", "-i", str(source), *sound, str(to)], check=True)


def _length_s(path: pathlib.Path) -> int:
    ask = ["ffprobe", "-loglevel", "error", "-show_entries", "format=duration", "-of", "csv=p=0", str(path)]
    answer = subprocess.run(ask, check=True, capture_output=True, text=True)
    return round(float(answer.stdout))


def main() -> None:
    """Write one mp3 a text, and the list with each one's length."""
    _FOLDER.mkdir(parents=True, exist_ok=True)
    samples = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, text in _TEXTS.items():
            spoken, target = pathlib.Path(folder, f"{name}.wav"), _FOLDER / f"{name}.mp3"
            _speak(text, to=spoken)
            _as_telephone_mp3(spoken, to=target)
            samples[name] = {"file": target.name, "duration_s": _length_s(target), "text": text}
            print(f"{target}: {target.stat().st_size} bytes, {samples[name]['duration_s']} s")
    listing = json.dumps(samples, indent=2, ensure_ascii=False)
    (_FOLDER / "samples.json").write_text(listing + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
