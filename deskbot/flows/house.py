"""What the configuration says of the house, with what people said since: who is who, when desks open."""

import collections.abc
import dataclasses
import datetime as dt

from deskbot.desk import desk as desk_module
from deskbot.desk import desks as desks_module
from deskbot.flows import ports
from deskbot.people import member, phone

# `know_members` is the flow that reads the team and its circles.
KNOW_KIND = "know_members"
# A closing that ended yesterday may still decide what a turn of today is.
_BACK = dt.timedelta(days=2)


@dataclasses.dataclass(frozen=True, kw_only=True)
class House:
    """The desks, the people, who administers, where the confidentiality note is, where calls may be sent."""

    desks: desks_module.Desks
    team: member.Team
    admins: frozenset[str]
    admins_channel: str
    confidentiality_url: str | None = None
    allowed: phone.Allowed = phone.FRENCH

    def known(self, work: ports.Work, *, since: dt.datetime) -> "House":
        """Return the house with the numbers, circles, closings and openings that the database holds.

        Closings that ended well before `since` are left out.
        """
        team = self.team.with_profiles(work.members.all())
        desks = {
            key: desk.as_known(
                team=team,
                exceptions=work.exceptions.of(key, until_after=since - _BACK),
                in_force=work.profiles.of(key, until_after=since),
            )
            for key, desk in self.desks.by_key.items()
        }
        return dataclasses.replace(self, team=team, desks=desks_module.Desks(by_key=desks))

    def known_desk(self, work: ports.Work, key: str, *, since: dt.datetime) -> desk_module.Desk | None:
        """Return one desk as `known` has it; None when it is not in the configuration any more."""
        found = self.desk(key)
        one = desks_module.Desks(by_key={key: found} if found else {})
        return dataclasses.replace(self, desks=one).known(work, since=since).desk(key)

    def people(self, work: ports.Work) -> member.Team:
        """Return the team as it is known, for who needs no desk."""
        return self.team.with_profiles(work.members.all())

    def title_of(self, key: str) -> str:
        """Return the name of a desk, its key when it is not in the configuration any more."""
        found = self.desks.by_key.get(key)
        return found.title if found else key

    def desk(self, key: str) -> desk_module.Desk | None:
        """Return a desk; None when it is not in the configuration any more."""
        return self.desks.by_key.get(key)

    def own_numbers(self) -> collections.abc.Set[str]:
        """Return the public numbers, telephones and voicemails of the house (E.164): nobody's own."""
        every = self.desks.by_key.values()
        public = {number.number for one in every for number in one.numbers}
        telephones = {one.click_to_call_line for one in every if one.click_to_call_line}
        return public | telephones | {one.voicemail_number for one in every}
