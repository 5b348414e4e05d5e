"""What a write makes of a number, as far as the operator's documents tell: to look before it is made."""

import dataclasses

from deskbot.line import observed, writes


def written(before: observed.Observed, write: writes.Write) -> observed.Observed:
    """Return the number once `write` is made.

    :raises TypeError: if that write is not one for that kind of number.
    """
    if isinstance(before, observed.HuntGroup):
        return _hunt_group(before, write)
    if isinstance(before, observed.SipLine) and isinstance(write, writes.SetForwards):
        return write.line
    if isinstance(before, observed.Redirect) and isinstance(write, writes.SetDestination):
        return observed.Redirect(destination=write.number)
    raise TypeError(f"{type(write).__name__} on {type(before).__name__}")


def _hunt_group(before: observed.HuntGroup, write: writes.Write) -> observed.HuntGroup:
    match write:
        case writes.SetService():
            service = observed.Service(
                strategy=write.strategy,
                longest_wait_s=write.longest_wait_s,
                most_waiting=write.most_waiting,
                voicemail=write.voicemail,
            )
            return dataclasses.replace(before, service=service)
        case writes.SetQueue():
            return dataclasses.replace(before, queue=_queue(write))
        case writes.SetAgent():
            agents = tuple(_agent(one, write) for one in before.agents)
            return dataclasses.replace(before, agents=agents)
        case writes.SetScreen() | writes.BlockCaller() | writes.UnblockCaller():
            return dataclasses.replace(before, screen=_screen(before.screen, write))
        case (
            writes.SetZone()
            | writes.SetTimes()
            | writes.AddSpan()
            | writes.RemoveSpan()
            | writes.AddClosing()
            | writes.RemoveEvent()
        ):
            return dataclasses.replace(before, times=_times(before.times, write))
        case _:
            raise TypeError(f"{type(write).__name__} on a hunt group")


def _queue(write: writes.SetQueue) -> observed.Queue:
    return observed.Queue(
        strategy=write.strategy,
        longest_wait_s=write.longest_wait_s,
        most_waiting=write.most_waiting,
        on_closure=observed.Action.VOICEMAIL,
        on_closure_number=write.voicemail,
        on_overflow=observed.Action.VOICEMAIL,
        on_overflow_number=write.voicemail,
    )


def _agent(one: observed.Agent, write: writes.SetAgent) -> observed.Agent:
    if one.key != write.key:
        return one
    return dataclasses.replace(one, number=write.number, ring_s=write.ring_s, status=write.status)


def _times(
    before: observed.Times,
    write: writes.SetZone
    | writes.SetTimes
    | writes.AddSpan
    | writes.RemoveSpan
    | writes.AddClosing
    | writes.RemoveEvent,
) -> observed.Times:
    match write:
        case writes.SetZone():
            return dataclasses.replace(before, zone=write.zone)
        case writes.SetTimes():
            voicemail = observed.Destination(nature=observed.Nature.VOICEMAIL, number=write.voicemail)
            return dataclasses.replace(
                before,
                enabled=write.enabled,
                out_of_hours=voicemail,
                slots=(voicemail, before.slots[1], before.slots[2]),
            )
        case writes.AddSpan():
            return dataclasses.replace(before, spans=(*before.spans, _span(write)))
        case writes.RemoveSpan():
            left = tuple(one for one in before.spans if one.key != write.key)
            return dataclasses.replace(before, spans=left)
        case writes.AddClosing():
            return dataclasses.replace(before, events=(*before.events, _event(write)))
        case writes.RemoveEvent():
            kept = tuple(one for one in before.events if one.key != write.key)
            return dataclasses.replace(before, events=kept)


def _span(write: writes.AddSpan) -> observed.WeeklySpan:
    return observed.WeeklySpan(
        key=f"new-{write.span.weekday}-{write.span.start}",
        weekday=write.span.weekday,
        start=write.span.start,
        end=write.span.end,
        policy=observed.Policy.AVAILABLE,
    )


def _event(write: writes.AddClosing) -> observed.Event:
    return observed.Event(
        key=write.key,
        category=write.category,
        start=write.span.start,
        end=write.span.end,
        title=observed.OURS,
    )


def _screen(
    before: observed.Screen, write: writes.SetScreen | writes.BlockCaller | writes.UnblockCaller
) -> observed.Screen:
    match write:
        case writes.SetScreen():
            return dataclasses.replace(before, status=write.status)
        case writes.BlockCaller():
            added = observed.Blocked(key=f"new-{len(before.listed)}", number=write.number)
            return dataclasses.replace(before, listed=(*before.listed, added))
        case writes.UnblockCaller():
            left = tuple(one for one in before.listed if one.key != write.key)
            return dataclasses.replace(before, listed=left)
