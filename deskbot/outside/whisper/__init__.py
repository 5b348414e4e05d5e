"""Speech to text by faster-whisper, in a child process. Needs the extra `deskbot[speech]`.

Tested in `tests/adapters/whisper`.
"""
