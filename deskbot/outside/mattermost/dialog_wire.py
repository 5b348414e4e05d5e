"""What opens a form in Mattermost; no socket here (facts/mattermost.md, section 3)."""

import collections.abc
import json

from deskbot.chat import forms

# Fields of a form: type and subtype (facts/mattermost.md, section 9: no other types on an old server).
_KINDS = {
    forms.FieldKind.TEXT: ("text", ""),
    forms.FieldKind.TEL: ("text", "tel"),
    forms.FieldKind.TEXTAREA: ("textarea", ""),
    forms.FieldKind.SELECT: ("select", ""),
    forms.FieldKind.CHECKBOX: ("bool", ""),
}

# Gives a word of a template: (template, word).
Word = collections.abc.Callable[[str, str], str]


def opening(
    form: forms.Form,
    *,
    trigger_id: str,
    url: str,
    state: collections.abc.Mapping[str, str],
    introduction: str,
    word: Word,
) -> dict[str, object]:
    """Return what opens `form`; `word(template, name)` gives its words."""
    return {
        "trigger_id": trigger_id,
        "url": url,
        "dialog": {
            "callback_id": form.name,
            "title": word("dialog", f"{form.name}_title"),
            "introduction_text": introduction,
            "submit_label": word("dialog", f"{form.name}_submit"),
            "notify_on_cancel": False,
            "state": json.dumps(dict(state)),
            "elements": [_element(field, word=word) for field in form.fields],
        },
    }


def _element(field: forms.Field, *, word: Word) -> dict[str, object]:
    kind, subtype = _KINDS[field.kind]
    element: dict[str, object] = {
        "display_name": word("dialog", field.name),
        "name": field.name,
        "type": kind,
        "subtype": subtype,
        "optional": field.optional,
        "help_text": word("form_help", field.name),
    }
    if field.kind is forms.FieldKind.CHECKBOX:
        element["placeholder"] = word("dialog", f"{field.name}_box")
    if field.kind is forms.FieldKind.SELECT:
        element["options"] = [{"text": word(field.name, one), "value": one} for one in field.options]
    if field.max_length is not None:
        element["max_length"] = field.max_length
    if field.default is not None:
        element["default"] = field.default
    return element
