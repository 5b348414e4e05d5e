"""Write what people would read today into `golden/`: run it, then read every text that changed.

.venv/bin/python -m tests.prompts.write_golden
"""

import pathlib

from deskbot import wording
from tests.prompts import fiction, samples

GOLDEN = pathlib.Path(__file__).parent / "golden"

if __name__ == "__main__":
    words = wording.Wording()
    for old in GOLDEN.glob("*.md"):
        old.unlink()
    GOLDEN.mkdir(exist_ok=True)
    for name, message in samples.SAMPLES.items():
        text = words.render(message, now=fiction.NOW) + "\n"
        (GOLDEN / f"{name}.md").write_text(text, encoding="utf-8")
