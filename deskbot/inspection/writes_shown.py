"""A write as people read it: names for members, masked numbers for anybody else."""

import dataclasses

from deskbot.flows import plan_line
from deskbot.inspection import shown
from deskbot.line import observed, plan, writes
from deskbot.people import phone

_UNKNOWN = "?"


def of_plan(found: plan_line.NumberPlan) -> tuple[shown.WriteShown, ...]:
    """Return every write of a number's plan, in order."""
    if found.planned is None or found.seen is None:
        return ()
    parts = {
        shown.Phase.ARMING: found.planned.arming,
        shown.Phase.ROUTING: found.planned.routing,
        shown.Phase.TIDYING: found.planned.tidying,
    }
    showing = _Showing(found=found, seen=found.seen)
    return tuple(showing.write(one, phase=phase) for phase, planned in parts.items() for one in planned)


@dataclasses.dataclass(frozen=True, kw_only=True)
class _Showing:
    """The writes of one number, which is as it was `seen`."""

    found: plan_line.NumberPlan
    seen: observed.Observed

    def write(self, one: plan.Planned, *, phase: shown.Phase) -> shown.WriteShown:
        blank = shown.WriteShown(phase=phase, why=one.why, action=shown.Action.QUEUE)
        match one.write:
            case writes.SetService() | writes.SetQueue():
                return self._limits(one.write, blank)
            case writes.SetAgent():
                return self._agent(one.write, blank)
            case writes.SetForwards():
                return self._forwards(one.write, blank)
            case writes.SetDestination():
                who = self._who(one.write.number)
                return dataclasses.replace(blank, action=shown.Action.REDIRECT, who=who)
            case writes.SetScreen() | writes.BlockCaller() | writes.UnblockCaller():
                return self._screen(one.write, blank)
            case _:
                return self._times(one.write, blank)

    def _who(self, number: str) -> str:
        """Return whose number that is; nothing for the house's voicemail."""
        if number == self.found.desk.voicemail_number:
            return ""
        if number == self.found.number.number:
            return phone.national(number)
        return self.found.team.name_behind(number)

    def _limits(
        self, write: writes.SetService | writes.SetQueue, blank: shown.WriteShown
    ) -> shown.WriteShown:
        is_queue = isinstance(write, writes.SetQueue)
        return dataclasses.replace(
            blank,
            action=shown.Action.QUEUE if is_queue else shown.Action.SERVICE,
            seconds=write.longest_wait_s,
            callers=write.most_waiting,
            who=self._who(write.voicemail),
        )

    def _agent(self, write: writes.SetAgent, blank: shown.WriteShown) -> shown.WriteShown:
        agents = self.seen.agents if isinstance(self.seen, observed.HuntGroup) else ()
        place, before = next(
            ((place, one) for place, one in enumerate(agents, start=1) if one.key == write.key), (0, None)
        )
        if write.status is observed.AgentStatus.AVAILABLE:
            who = self._who(write.number)
            return dataclasses.replace(
                blank, action=shown.Action.RING, who=who, place=place, seconds=write.ring_s
            )
        gone = self._who(before.number) if before else ""
        return dataclasses.replace(blank, action=shown.Action.PARK, who=gone, place=place)

    def _forwards(self, write: writes.SetForwards, blank: shown.WriteShown) -> shown.WriteShown:
        line = write.line
        is_always = line.unconditional.active
        to = line.unconditional.to if is_always else line.no_reply.to
        return dataclasses.replace(
            blank,
            action=shown.Action.FORWARD if is_always else shown.Action.FORWARD_UNANSWERED,
            who=self._who(to.number) if to else _UNKNOWN,
            seconds=0 if is_always else line.no_reply_delay,
        )

    def _screen(
        self, write: writes.SetScreen | writes.BlockCaller | writes.UnblockCaller, blank: shown.WriteShown
    ) -> shown.WriteShown:
        match write:
            case writes.SetScreen():
                refuses = write.status is observed.ScreenStatus.NOT_THE_LISTED
                action = shown.Action.REFUSE_LISTED if refuses else shown.Action.LET_EVERYBODY
                return dataclasses.replace(blank, action=action)
            case writes.BlockCaller():
                return dataclasses.replace(blank, action=shown.Action.BLOCK, who=phone.mask(write.number))
            case writes.UnblockCaller():
                listed = self.seen.screen.listed if isinstance(self.seen, observed.HuntGroup) else ()
                number = next((one.number for one in listed if one.key == write.key), "")
                return dataclasses.replace(blank, action=shown.Action.UNBLOCK, who=phone.mask(number))

    def _times(self, write: writes.Write, blank: shown.WriteShown) -> shown.WriteShown:
        match write:
            case writes.SetZone():
                return dataclasses.replace(blank, action=shown.Action.ZONE, zone=write.zone)
            case writes.SetTimes():
                action = shown.Action.TIMES_ON if write.enabled else shown.Action.TIMES_OFF
                return dataclasses.replace(blank, action=action, who=self._who(write.voicemail))
            case writes.AddSpan():
                return dataclasses.replace(
                    blank,
                    action=shown.Action.OPEN_WEEKLY,
                    weekday=write.span.weekday,
                    opens=write.span.start,
                    closes=write.span.end,
                )
            case writes.RemoveSpan():
                return self._removed_span(write, blank)
            case writes.AddClosing():
                is_lease = write.purpose is writes.Purpose.LEASE
                action = shown.Action.END_LEASE if is_lease else shown.Action.CLOSE
                return dataclasses.replace(blank, action=action, start=write.span.start, end=write.span.end)
            case writes.RemoveEvent():
                return self._removed_event(write, blank)
            case _:
                raise TypeError(type(write).__name__)

    def _removed_span(self, write: writes.RemoveSpan, blank: shown.WriteShown) -> shown.WriteShown:
        spans = self.seen.times.spans if isinstance(self.seen, observed.HuntGroup) else ()
        gone = next(one for one in spans if one.key == write.key)
        return dataclasses.replace(
            blank,
            action=shown.Action.CLOSE_WEEKLY,
            weekday=gone.weekday,
            opens=gone.start,
            closes=gone.end,
        )

    def _removed_event(self, write: writes.RemoveEvent, blank: shown.WriteShown) -> shown.WriteShown:
        events = self.seen.times.events if isinstance(self.seen, observed.HuntGroup) else ()
        gone = next(one for one in events if one.key == write.key)
        return dataclasses.replace(
            blank, action=shown.Action.REMOVE_EVENT, start=gone.start, end=gone.end, title=gone.title
        )
