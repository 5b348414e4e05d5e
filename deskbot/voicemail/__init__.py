"""Sound to text: bounded decoding, what a transcript says and doubts.

Plain (no model here: that is `outside/whisper`). Tested in `tests/unit/voicemail`.
"""
