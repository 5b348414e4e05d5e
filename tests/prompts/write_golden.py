"""Write what people would read today into `golden/`: run it, then read every text that changed.

.venv/bin/python tests/prompts/write_golden.py
"""

import pathlib

import samples

from deskbot import wording

GOLDEN = pathlib.Path(__file__).parent / "golden"

if __name__ == "__main__":
    words = wording.Wording()
    for old in GOLDEN.glob("*.md"):
        old.unlink()
    GOLDEN.mkdir(exist_ok=True)
    for name, message in samples.SAMPLES.items():
        text = words.render(message, now=samples.NOW) + "\n"
        (GOLDEN / f"{name}.md").write_text(text, encoding="utf-8")
