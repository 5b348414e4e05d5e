"""Is this click under a post of ours? Signatures can be copied, posts cannot (facts/mattermost.md, 2)."""

from deskbot.chat import buttons
from deskbot.flows import ports


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
        case buttons.Action.TAKE | buttons.Action.FINISH:
            card = work.cases.get(press.entity)
            return {card.post_id} if card and card.post_id else set()
        case buttons.Action.ACKNOWLEDGE:
            # An alert has several posts, the newest perhaps not stored yet: who may answer it may do so
            # wherever its button came from.
            return set()
        case _:
            # The nonce is the key under which the post was made.
            item, offer = work.notices.get(press.nonce), work.gap_posts.get(press.nonce)
            return {post.post_id for post in (item, offer) if post is not None and post.post_id is not None}
