"""What is said of what is kept about a caller."""

from deskbot.chat import messages
from deskbot.people import privacy
from tests.prompts.fiction import CALLED, at

Kind = privacy.Kind
MASKED = "06 •• •• •• 12"
EVERYWHERE = privacy.Elsewhere(mailbox=True, directory=True, texts=True, backups_days=30)
NOWHERE_ELSE = privacy.Elsewhere()


def forget(**found: int) -> messages.ForgetCaller:
    known = {"calls": 0, "cards": 0, "open_cards": 0, "recordings": 0}
    return messages.ForgetCaller(run="r1", number=MASKED, found=privacy.Preview(**{**known, **found}))


SAMPLES: dict[str, messages.Message] = {
    "forget_caller": forget(calls=12, cards=3, open_cards=2, recordings=1),
    "forget_caller_one_open": forget(calls=1, open_cards=1),
    "forget_caller_nothing": forget(),
    "forgetting_begun": messages.ForgettingBegun(),
    "recording_offered": messages.RecordingOffered(
        url="https://standard.example.org/ecouter/abc.def", minutes=15
    ),
    "export_begun": messages.ExportBegun(),
    "forgotten": messages.Forgotten(
        receipt="0123456789abcdef",
        number=MASKED,
        erased=((Kind.RECORDINGS, 1), (Kind.CARDS, 3), (Kind.CALLS, 12), (Kind.MESSAGES, 2)),
        left=((Kind.CARDS, 2), (Kind.ALERTS, 1)),
        elsewhere=EVERYWHERE,
    ),
    "forgotten_nothing": messages.Forgotten(
        receipt="0123456789abcdef", number=MASKED, erased=(), left=(), elsewhere=NOWHERE_ELSE
    ),
    "caller_exported": messages.CallerExported(
        number=MASKED,
        counts=((Kind.CARDS, 1), (Kind.CALLS, 45), (Kind.SOURCES, 1)),
        told=(
            messages.Told(kind=Kind.CARDS, at=CALLED, words=("Rappeler au 06 39 98 02 12\n@lea", "Bonjour.")),
            messages.Told(kind=Kind.CALLS, at=at(1, 9)),
            messages.Told(kind=Kind.SOURCES, at=None),
        ),
        more=44,
        elsewhere=EVERYWHERE,
    ),
    "caller_exported_nothing": messages.CallerExported(
        number=MASKED, counts=(), told=(), more=0, elsewhere=NOWHERE_ELSE
    ),
}
