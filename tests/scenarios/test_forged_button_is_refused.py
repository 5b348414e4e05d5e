"""Any member can post a button of his own at our address: what is not signed by us does nothing."""

import httpx

from tests import story


def _post_with_button(day: story.Story, context: dict[str, object]) -> dict[str, object]:
    token = day.world.chat.token_of("ines")
    channel = next(one for one in day.people.channels() if one["name"] == "standard")
    action = {
        "id": "take",
        "type": "button",
        "name": "Je prends",
        "integration": {"url": f"{day.world.callback_url}/mattermost/action", "context": context},
    }
    answer = httpx.post(
        f"{day.world.url}/api/v4/posts",
        headers={"Authorization": f"Bearer {token}"},
        json={
            "channel_id": channel["id"],
            "message": "cliquez ici",
            "props": {"attachments": [{"actions": [action]}]},
        },
    )
    answer.raise_for_status()
    return day.one_post("standard", "cliquez ici")


def test_forged_button_is_refused(day: story.Story) -> None:
    day.somebody_calls(outcome="silent")
    card = day.card("06 •• •• •• 01")
    forged = _post_with_button(
        day, {"action": "take", "entity": "standard-cdr-1000001", "signature": "0" * 64}
    )

    assert "n'est pas à moi" in day.ines.clicks("Je prends", forged)

    day.everything_settles()
    assert day.card("06 •• •• •• 01")["message"] == card["message"]
    assert not day.ines.direct_messages()


def test_a_true_context_under_another_post_is_refused(day: story.Story) -> None:
    day.somebody_calls(outcome="silent")
    card = day.card("06 •• •• •• 01")
    stolen = day.context_of(card, "Je prends")
    forged = _post_with_button(day, stolen)

    assert "n'est pas à moi" in day.ines.clicks("Je prends", forged)

    assert not day.ines.direct_messages()


def test_an_old_button_is_refused(day: story.Story) -> None:
    day.somebody_calls(outcome="silent")
    card = day.card("06 •• •• •• 01")
    day.minutes_pass(61 * 24 * 60)

    assert "trop ancien" in day.lea.clicks("Je prends", card)
