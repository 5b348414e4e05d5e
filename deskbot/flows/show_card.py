"""The one flow that writes a card: from its row, as it is when the flow runs."""

import collections.abc

from deskbot.calls import case, merge
from deskbot.chat import errors, messages
from deskbot.flows import house as house_module
from deskbot.flows import ports, show_board
from deskbot.people import member, phone
from deskbot.voicemail import transcript

KIND = "show_card"


def run(
    key: str,
    *,
    step: ports.Step,
    house: house_module.House,
    topics: collections.abc.Mapping[str, str],
    store: ports.Store,
    chat: ports.Chat,
    clock: ports.Clock,
) -> None:
    """Make the chat show the card `key` as its row says; changes made meanwhile are shown in one go.

    `topics` names the channel of each topic.
    """
    step("show", lambda: _show(key, house=house, topics=topics, store=store, chat=chat, clock=clock))


def _show(
    key: str,
    *,
    house: house_module.House,
    topics: collections.abc.Mapping[str, str],
    store: ports.Store,
    chat: ports.Chat,
    clock: ports.Clock,
) -> bool:
    with store.read() as work:
        card = work.cases.get(key)
        call = work.calls.get(key)
        team = house.people(work)
    if card is None or call is None or card.is_shown:
        return False
    message = _message(card, call, house=house, team=team, topics=topics, chat=chat)
    place = messages.Channel(name=card.channel)
    post_id = card.post_id
    if post_id is None:
        post_id = chat.post(message, place=place, key=_post_key(key))
    # A post found again under its key may be older than the row: it is edited all the same.
    if card.post_id is not None or card.version > 1:
        try:
            chat.edit(post_id, message=message, place=place, key=_post_key(key))
        except errors.ChatRefused:
            # Somebody deleted it: the call still has to be dealt with.
            post_id = chat.post(message, place=place, key=_post_key(key))
    with store.write() as work:
        work.cases.shown(key, version=card.version, post_id=post_id)
        show_board.soon(work, card.desk, now=clock.now())
    return True


def _post_key(key: str) -> str:
    return f"card-{key}"


def _message(
    card: case.Case,
    call: merge.Call,
    *,
    house: house_module.House,
    team: member.Team,
    topics: collections.abc.Mapping[str, str],
    chat: ports.Chat,
) -> messages.Card:
    desk = house.desk(card.desk)
    recording = card.recording_post_id
    heard = transcript.Transcript.from_json(card.transcript) if card.transcript else None
    return messages.Card(
        case=card.key,
        title=house.title_of(card.desk),
        dialled=phone.national(desk.public_number) if desk else "",
        caller=phone.mask(call.caller) if call.caller else None,
        at=call.at,
        rung=None if call.rung is None else tuple(team.name_behind(number) for number in call.rung),
        message_s=call.message_s,
        recording_url=chat.link(recording) if recording else None,
        hearing=card.hearing,
        hearing_why=heard.empty.value if heard and heard.empty else card.hearing_why,
        transcript=heard.marked_text if heard and not heard.empty else None,
        caveats=tuple(caveat.value for caveat in heard.caveats) if heard else (),
        topic=card.topic,
        topic_channel=topics.get(card.topic) if card.topic else None,
        urgent=card.urgent,
        state=card.state,
        taken_by=team.name_of(card.taken_by) or None,
        closing=card.closing,
        done_by=team.name_of(card.done_by) or None,
        note=card.note,
    )
