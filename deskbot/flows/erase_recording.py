"""The recording of a card goes: its file, and where the house wants it its posts in the chat."""

import dataclasses
import datetime as dt

from deskbot.flows import delete_post, ports, show_card

KIND = "erase_recording"
# Whoever was putting it in the chat when its row was emptied has noted where by then.
AFTER = dt.timedelta(seconds=30)


def run(
    key: str,
    *,
    step: ports.Step,
    deletes_posts: bool,
    recordings: ports.Recordings,
    store: ports.Store,
    clock: ports.Clock,
) -> None:
    """Erase the sound of the card `key`, once its row says that it is to go, then show the card without."""

    def remove() -> bool:
        with store.read() as work:
            card = work.cases.get(key)
        if card is None or card.recording_erased_at is None:
            return False
        if card.recording_name is not None:
            recordings.remove(card.recording_name)
        return True

    def forget() -> bool:
        now = clock.now()
        with store.write() as work:
            card = work.cases.get(key)
            if card is None:
                return False
            card = card.changed(recording_name=None)
            if deletes_posts:
                posts = (card.recording_post_id, card.transcript_post_id)
                delete_post.later(work, [post for post in posts if post is not None], now=now)
                card = dataclasses.replace(card, recording_post_id=None, transcript_post_id=None)
            work.cases.save(card)
            show_card.soon(work, card, now=now)
        return True

    if step("file", remove):
        step("row", forget)
