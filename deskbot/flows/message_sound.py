"""The sound of a message: as it came by e-mail, else from the voicemail box."""

from deskbot.calls import merge
from deskbot.flows import ports


def mail_key(mail: str) -> str:
    """Return the key under which the sound of an e-mail is kept."""
    return f"mail-{mail}"


def keep(
    call: merge.Call, *, desk: str, log_of_calls: ports.CallLog, recordings: ports.Recordings
) -> str | None:
    """Keep the sound of a call's message and return its file name.

    None: the e-mail has no sound, and the voicemail box tells of no message.

    :raises line.errors.RecordingNotReady: the operator is preparing it.
    :raises line.errors.RecordingGone: there is no such message any more.
    """
    name = _by_mail(call, recordings=recordings)
    if name is not None or call.voicemail is None:
        return name
    return recordings.save(call.key, log_of_calls.download(desk, call.voicemail))


def let_go(call: merge.Call, *, but: str | None, recordings: ports.Recordings) -> None:
    """Erase what came by e-mail, unless it is the file `but`, which is the card's."""
    name = _by_mail(call, recordings=recordings)
    if name is not None and name != but:
        recordings.remove(name)


def forget(call: merge.Call, name: str, *, recordings: ports.Recordings) -> None:
    """Erase the sound `name`, which no card takes; what came by e-mail stays for the card that will."""
    if name != _by_mail(call, recordings=recordings):
        recordings.remove(name)


def _by_mail(call: merge.Call, *, recordings: ports.Recordings) -> str | None:
    return recordings.kept(mail_key(call.mail)) if call.mail is not None else None
