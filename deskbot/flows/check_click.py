"""Is this click under a post of ours? Signatures can be copied, posts cannot (facts/mattermost.md, 2)."""

from deskbot.chat import buttons
from deskbot.flows import ports, show_card


def is_on_our_post(press: buttons.Press, *, post_id: str, store: ports.Store) -> bool:
    """Whether the button of `press` stands under the post `post_id`.

    A post whose id is not stored yet (it was clicked while it was being posted) is believed: the signature
    was checked.
    """
    if press.is_of_a_form or press.is_of_an_answer:
        return False
    with store.read() as work:
        known = _posts(press, work)
    return not known or post_id in known


def _posts(press: buttons.Press, work: ports.Work) -> set[str]:
    match press.action:
        case (
            buttons.Action.TAKE
            | buttons.Action.FINISH
            | buttons.Action.UNDO_CARD
            | buttons.Action.LISTEN
            | buttons.Action.HAND_OVER
            | buttons.Action.SORT
        ):
            # A direct message about the card, else the card itself.
            item = work.notices.get(press.nonce)
            return _of_card(press, work) if item is None else _known(item.post_id)
        case buttons.Action.ACKNOWLEDGE:
            # An alert has several posts, the newest perhaps not stored yet: who may answer it may do so
            # wherever its button came from.
            return set()
        case _:
            # The nonce is the key under which the post was made.
            item, offer = work.notices.get(press.nonce), work.gap_posts.get(press.nonce)
            return _known(*(post.post_id for post in (item, offer) if post is not None))


def _of_card(press: buttons.Press, work: ports.Work) -> set[str]:
    """Return where the card is, and what it moved away from: a screen may show that for a moment still."""
    card = work.cases.get(press.entity)
    if card is None or press.nonce == show_card.post_key(card.key, card.moves + 1):
        # It is just being posted where it goes.
        return set()
    return _known(card.post_id, card.left_post_id)


def _known(*posts: str | None) -> set[str]:
    return {one for one in posts if one is not None}
