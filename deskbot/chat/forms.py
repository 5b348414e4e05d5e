"""Forms that a member fills in; their words are in `dialog.md.j2` and `form_*.md.j2` of `prompts/fr`."""

import dataclasses
import enum

from deskbot.calls import case
from deskbot.chat import buttons, messages

_LONGEST_NOTE = 1000
# Longer than any number with its spaces, brackets and country code.
_LONGEST_NUMBER = 40
_LONGEST_HOURS = 20
_LONGEST_MOMENT = 60


class FieldKind(enum.Enum):
    """How a field is filled in."""

    TEXT = enum.auto()
    TEL = enum.auto()
    TEXTAREA = enum.auto()
    SELECT = enum.auto()
    CHECKBOX = enum.auto()


@dataclasses.dataclass(frozen=True, kw_only=True)
class Field:
    """One field. A checkbox that is not optional must be ticked; a select has `options`.

    The words of its options are in the template named like the field.
    """

    name: str
    kind: FieldKind
    optional: bool = False
    max_length: int | None = None
    default: str | None = dataclasses.field(default=None, repr=False)
    options: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, kw_only=True)
class FormIntroduction(messages.Message):
    """What is kept of a member, and why; `confidentiality_url` is the whole note, where the house has one."""

    confidentiality_url: str | None


@dataclasses.dataclass(frozen=True, kw_only=True)
class ManyIntroduction(messages.Message):
    """How many cards are about to be done at once."""

    cards: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class Form:
    """A form: what sending it asks for, about which entity (a key, or what was typed), and its fields."""

    name: str
    action: buttons.Action
    entity: str = dataclasses.field(repr=False)
    fields: tuple[Field, ...]
    introduction: messages.Message | None = None


def closing(case_key: str) -> Form:
    """Return the form that closes a card: what came of the call, and a note."""
    return Form(
        name="closing",
        action=buttons.Action.FINISH,
        entity=case_key,
        fields=(
            Field(name="closing", kind=FieldKind.SELECT, options=tuple(one.value for one in case.CHOICES)),
            Field(name="note", kind=FieldKind.TEXTAREA, optional=True, max_length=_LONGEST_NOTE),
        ),
    )


def closing_many(entity: str, *, cards: int) -> Form:
    """Return the form that closes several cards at once, and says how many before it does."""
    field = Field(name="closing", kind=FieldKind.SELECT, options=tuple(one.value for one in case.CHOICES))
    return Form(
        name="closing_many",
        action=buttons.Action.FINISH_MANY,
        entity=entity,
        fields=(field,),
        introduction=ManyIntroduction(cards=cards),
    )


def note(case_key: str) -> Form:
    """Return the form that adds a note to a card."""
    field = Field(name="note", kind=FieldKind.TEXTAREA, max_length=_LONGEST_NOTE)
    return Form(name="add_note", action=buttons.Action.ADD_NOTE, entity=case_key, fields=(field,))


def introduction(entity: str, *, confidentiality_url: str | None = None) -> Form:
    """Return the form of a first turn: the member's number, and the note that they accept."""
    return Form(
        name="introduction",
        action=buttons.Action.FIRST_TURN,
        entity=entity,
        fields=(_number(), Field(name="accepted", kind=FieldKind.CHECKBOX)),
        introduction=FormIntroduction(confidentiality_url=confidentiality_url),
    )


def number(entity: str) -> Form:
    """Return the form of somebody who has another number now."""
    return Form(name="number", action=buttons.Action.SET_NUMBER, entity=entity, fields=(_number(),))


def corrected_hours(entity: str, *, hours: str | None = None) -> Form:
    """Return the form that mends the hours held; `hours` is what is there to be mended."""
    field = Field(name="hours", kind=FieldKind.TEXT, max_length=_LONGEST_HOURS, default=hours)
    return Form(name="hours", action=buttons.Action.CORRECT, entity=entity, fields=(field,))


def keep_until(entity: str) -> Form:
    """Return the form that asks until when a line stays as somebody else changed it."""
    field = Field(name="until", kind=FieldKind.TEXT, max_length=_LONGEST_MOMENT)
    return Form(name="keep_until", action=buttons.Action.KEEP_LINE, entity=entity, fields=(field,))


def _number() -> Field:
    return Field(name="number", kind=FieldKind.TEL, max_length=_LONGEST_NUMBER)
