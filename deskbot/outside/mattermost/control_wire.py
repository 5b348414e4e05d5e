"""How Mattermost shows buttons and menus; no socket here (facts/mattermost.md, section 2)."""

import collections
import collections.abc
import dataclasses

from deskbot.chat import buttons

_STYLES = {
    buttons.Action.TAKE: "primary",
    buttons.Action.FINISH: "good",
    buttons.Action.ACKNOWLEDGE: "danger",
    buttons.Action.UNDO: "default",
    buttons.Action.TAKE_TURN: "default",  # one for each half-day of a week: ten bright ones would shout
    buttons.Action.COVER: "primary",
    buttons.Action.CONFIRM: "primary",
    buttons.Action.GIVE_BACK: "default",
    buttons.Action.PROVE: "good",
    buttons.Action.NOT_ME: "danger",
    buttons.Action.MORE: "default",
    buttons.Action.LESS: "default",
    buttons.Action.CORRECT: "default",
    buttons.Action.CHOOSE_DESK: "default",
    buttons.Action.FIRST_TURN: "primary",
    buttons.Action.SET_NUMBER: "default",
    buttons.Action.RESTORE_LINE: "primary",
    buttons.Action.KEEP_LINE: "default",
    buttons.Action.AGREE_LINE: "primary",
    buttons.Action.LISTEN: "default",
    buttons.Action.FORGET: "danger",
    buttons.Action.FORGET_OPEN: "danger",
    buttons.Action.CALL_BACK: "good",
    buttons.Action.END: "default",
    buttons.Action.UNDO_CARD: "default",
    buttons.Action.HAND_OVER: "default",
    buttons.Action.SORT: "default",
    buttons.Action.ADD_NOTE: "default",
    buttons.Action.ADD_NUMBER: "primary",
    buttons.Action.FINISH_MANY: "danger",
    buttons.Action.REOPEN_MANY: "default",
    buttons.Action.LIST_MORE: "default",
}

Attachments = list[dict[str, object]]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Control:
    """A button or a menu as it is shown: what is written on it, on its options, its signed context."""

    of: buttons.Button | buttons.Menu
    label: str
    context: collections.abc.Mapping[str, str]
    options: tuple[str, ...] = ()


def attachment(controls: collections.abc.Iterable[Control], *, url: str) -> Attachments:
    """Return the attachments that show these controls; none for no control."""
    seen: collections.Counter[buttons.Action] = collections.Counter()
    shown = []
    for one in controls:
        seen[one.of.action] += 1
        shown.append(
            {
                "id": _action_id(one.of.action, rank=seen[one.of.action]),
                "name": one.label,
                **(_menu(one.of, one.options) if isinstance(one.of, buttons.Menu) else _button(one.of)),
                "integration": {"url": url, "context": dict(one.context)},
            }
        )
    return [{"actions": shown}] if shown else []


def _button(button: buttons.Button) -> dict[str, object]:
    return {"type": "button", "style": _STYLES[button.action]}


def _menu(menu: buttons.Menu, labels: tuple[str, ...]) -> dict[str, object]:
    if not menu.options:
        return {"type": "select", "data_source": "users"}
    offered = zip(menu.options, labels, strict=True)
    return {"type": "select", "options": [{"text": label, "value": one.value} for one, label in offered]}


def _action_id(action: buttons.Action, *, rank: int) -> str:
    # A click names its button by it, in letters and digits (facts/mattermost.md, section 2).
    return action.value if rank == 1 else f"{action.value}{rank}"
