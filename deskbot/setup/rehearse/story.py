"""The rehearsal from its begin to its end: what is left is put back, trials are made, answers are kept."""

import collections.abc
import dataclasses
import datetime as dt
import pathlib
from typing import Any, Final

from deskbot.desk import desk as desk_module
from deskbot.desk import hours, public_number
from deskbot.line import arming, errors
from deskbot.line import assumptions as assumed
from deskbot.outside import settings_file
from deskbot.outside.ovh import api as api_module
from deskbot.outside.ovh import service as services
from deskbot.outside.ovh import trial
from deskbot.people import phone
from deskbot.settings import rehearsed
from deskbot.setup import console as console_module
from deskbot.setup.rehearse import experiments, questions

RECORD_NAME: Final = "ovh-rehearsal.json"
_MOST_TRIES: Final = 5


class NotAgreed(Exception):
    """The admin would rather not, or the desk is open: nothing was touched."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Place:
    """Where the rehearsal is made: the numbers that may serve, by E.164, and what their desks are.

    `written` are the answers of the settings, which win over those of the rehearsal.
    """

    services: collections.abc.Mapping[str, services.Service]
    desks: collections.abc.Mapping[str, desk_module.Desk]
    state_folder: pathlib.Path
    allowed: phone.Allowed
    written: collections.abc.Mapping[str, rehearsed.Answer]

    @property
    def record(self) -> pathlib.Path:
        """Return the file of what is to be put back."""
        return self.state_folder / RECORD_NAME

    def of_kind(self, kind: public_number.Kind) -> tuple[str, ...]:
        """Return the numbers of that kind."""
        return tuple(number for number, one in self.services.items() if one.kind is kind)


def rehearse(
    place: Place,
    *,
    api: api_module.OvhApi,
    console: console_module.Console,
    now: collections.abc.Callable[[], dt.datetime],
) -> dict[str, rehearsed.Answer]:
    """Make every trial that was not made yet, and return all the answers; each is kept at once.

    :raises NotAgreed: if nothing was to be done.
    :raises LineUnavailable: try again: what was answered is kept, what was changed is put back.
    :raises NotReadBack: if something could not be put back as it was.
    """
    _put_back_what_is_left(place, api=api, console=console)
    return _Rehearsal(place, api=api, console=console, now=now).run()


def _put_back_what_is_left(place: Place, *, api: api_module.OvhApi, console: console_module.Console) -> None:
    if not place.record.exists() or not (text := place.record.read_text(encoding="utf-8")):
        return
    console.say("putting_back")
    any_service = next(iter(place.services.values()))
    record = trial.read(text)
    trial.Bench(api, service=any_service, keep=_keeper(place.record), record=record).restore()


def _keeper(path: pathlib.Path) -> trial.Keep:
    def keep(text: str) -> None:
        if text:
            settings_file.keep_secret(path, text)
        else:
            path.unlink(missing_ok=True)

    return keep


class _Rehearsal:
    def __init__(
        self,
        place: Place,
        *,
        api: api_module.OvhApi,
        console: console_module.Console,
        now: collections.abc.Callable[[], dt.datetime],
    ) -> None:
        self._place = place
        self._api = api
        self._console = console
        self._now = now
        self._answers = rehearsed.read(place.state_folder)
        self._phone = ""

    def run(self) -> dict[str, rehearsed.Answer]:
        left = self._left()
        if left:
            self._console.say("intro", {"count": len(left)})
            numbers = self._numbers(left)
            for one in left:
                if one.kind in numbers:
                    self._make(one, number=numbers[one.kind])
                else:
                    self._console.say("no_number", {"about": self._about(one.name)})
        self._conclude()
        return self._answers

    # -- before

    def _left(self) -> tuple[experiments.Experiment, ...]:
        known = {*self._answers, *self._place.written}
        if known and self._console.agrees("redo", {"count": len(known)}, default=False):
            known = set(self._place.written)
        return tuple(one for one in experiments.ALL if one.name not in known)

    def _numbers(
        self, left: collections.abc.Iterable[experiments.Experiment]
    ) -> dict[public_number.Kind, str]:
        chosen: dict[public_number.Kind, str] = {}
        for kind in dict.fromkeys(one.kind for one in left):
            offered = self._place.of_kind(kind)
            if offered:
                chosen[kind] = self._number(kind, offered=offered)
        for number in chosen.values():
            desk = self._place.desks[number]
            if desk.hours.opening(at=self._now()) is not hours.Opening.CLOSED:
                self._console.say("is_open", {"number": phone.national(number), "title": desk.title})
                raise NotAgreed
        listed = ", ".join(phone.national(number) for number in chosen.values())
        if not chosen or not self._console.agrees("agree", {"numbers": listed}, default=False):
            raise NotAgreed
        self._phone = self._ask_phone()
        return chosen

    def _number(self, kind: public_number.Kind, *, offered: tuple[str, ...]) -> str:
        listed = {phone.national(one): one for one in offered}
        for _ in range(_MOST_TRIES):
            typed = self._console.ask(
                f"number_{kind.value}", {"listed": ", ".join(listed)}, default=next(iter(listed))
            )
            number = _parsed(typed)
            if number in offered:
                return str(number)
        raise NotAgreed

    def _ask_phone(self) -> str:
        for _ in range(_MOST_TRIES):
            number = _parsed(self._console.ask("phone"))
            if (
                number
                and number not in self._place.services
                and phone.is_allowed(number, self._place.allowed)
            ):
                return number
            self._console.say("bad_phone")
        raise NotAgreed

    # -- one trial

    def _make(self, one: experiments.Experiment, *, number: str) -> None:
        about = {"about": self._about(one.name)}
        if isinstance(one, experiments.Call) and one.needs_mobile and not self._is_mobile:
            self._console.say("needs_mobile", about)
            return
        try:
            answer = (
                self._look(one, number=number)
                if isinstance(one, experiments.Look)
                else self._call(one, number=number)
            )
        except errors.LineRefused:
            self._console.say("refused", about)
            return
        if isinstance(answer, questions.Not):
            self._console.say("not_decided", about)
            return
        self._answers[one.name] = answer
        rehearsed.write(self._place.state_folder, self._answers)
        self._console.say("noted", {**about, "answer": self._shown(answer)})

    @property
    def _is_mobile(self) -> bool:
        return phone.kind(self._phone) is phone.Kind.MOBILE

    def _look(self, one: experiments.Look, *, number: str) -> bool:
        with self._bench(number) as bench:
            return one.decide(bench, self._scene(number))

    def _call(self, one: experiments.Call, *, number: str) -> rehearsed.Answer | questions.Not:
        answer = self._asked(one, number=number, prepare=one.prepare, word=one.name)
        if answer is True and one.control is not None:
            # The same answer without what is tried would prove nothing.
            again = self._asked(one, number=number, prepare=one.control, word="control")
            return answer if again is False else questions.Not.DECIDED
        return answer

    def _asked(
        self, one: experiments.Call, *, number: str, prepare: experiments.Prepare, word: str
    ) -> rehearsed.Answer | questions.Not:
        values = {"number": phone.national(number), "phone": phone.national(self._phone)}
        with self._bench(number) as bench:
            prepare(bench, self._scene(number))
            for _ in range(_MOST_TRIES):
                self._console.say(f"call_{word}", values)
                answer = questions.read(self._console.ask(f"ask_{word}"), question=one.question)
                if answer is questions.Not.UNDERSTOOD:
                    self._console.say("not_understood")
                elif answer is not questions.Not.YET:
                    return answer
        return questions.Not.DECIDED

    def _bench(self, number: str) -> trial.Bench:
        return trial.Bench(
            self._api,
            service=self._place.services[number],
            keep=_keeper(self._place.record),
            calendar_is_the_numbers=self._known.scheduler_is_the_numbers,
        )

    def _scene(self, number: str) -> experiments.Scene:
        return experiments.Scene(
            phone=self._phone,
            voicemail=self._place.desks[number].voicemail_number,
            now=self._now(),
            known=self._known,
        )

    @property
    def _known(self) -> assumed.Assumptions:
        answers: dict[str, Any] = {**self._answers, **self._place.written}
        return dataclasses.replace(assumed.AS_ASSUMED, **answers)

    # -- after

    def _conclude(self) -> None:
        self._console.say("conclusion", {"file": self._place.state_folder / rehearsed.FILE_NAME})
        for name, answer in self._answers.items():
            is_usual = answer == getattr(assumed.AS_ASSUMED, name)
            word = "as_assumed" if is_usual else "otherwise"
            self._console.say(word, {"about": self._about(name), "answer": self._shown(answer)})
        for one in experiments.ALL:
            if one.name not in self._answers and one.name not in self._place.written:
                self._console.say("still_supposed", {"about": self._about(one.name)})
        why = arming.why_not(
            public_number.Kind.EASY_HUNTING, known=self._known, shares_voicemail=self._shares_voicemail
        )
        self._console.say("armable" if why is None else f"not_armable_{why.value}")
        self._console.say("advice")

    @property
    def _shares_voicemail(self) -> bool:
        voicemails = [self._place.desks[number].voicemail_number for number in self._place.services]
        return len(set(voicemails)) < len(voicemails)

    def _about(self, name: str) -> str:
        return self._console.word(f"about_{name}")

    def _shown(self, answer: rehearsed.Answer) -> str:
        if isinstance(answer, bool):
            return self._console.word("yes" if answer else "no")
        return self._console.word("never") if answer is None else f"{answer} s"


def _parsed(typed: str) -> str | None:
    try:
        return phone.parse(typed)
    except phone.NotAPhoneNumber:
        return None
