"""Somebody changes the line in the operator's console: the house sees it, and decides."""

import signal

import pytest

from deskbot.sandbox import observer
from deskbot.sandbox.ovh import calling
from tests import story, story_operator

CHANGED = "changé la ligne"
RESTORE = "Rétablir"
KEEP = "Garder jusqu'à…"
OUR_VOICEMAIL = "0033353010199"


@pytest.fixture
def day(day: story.Story) -> story.Story:
    """Léa answers, then Tom: it is 9:00, and read back."""
    day.lea.types("/standard prendre 2024-08-01")
    day.everything_settles()
    day.clock_shows(story.at(1, 9))
    day.line_rings(day.lea, day.tom)
    day.channel_says("**Léa** répond")
    day.nothing_is_left_to_do()
    return day


def deskbot_looks(day: story.Story, times: int = 1) -> None:
    """Let deskbot look at the line once more, or several times."""
    for _ in range(times):
        day.minutes_pass(1.1)
        day.nothing_is_left_to_do()


def posted(day: story.Story) -> story.Json:
    """Have a stranger rung first, and return the post that says so."""
    story_operator.lets_a_stranger_ring(day)
    deskbot_looks(day)
    return day.one_post("standard", CHANGED)


def kept(day: story.Story, post: story.Json, until: str) -> None:
    """Have Simon keep what the post shows."""
    day.simon.clicks(KEEP, post)
    assert day.simon.fills(day.simon.gets_form(), until=until) == {}


def kept_for_long(day: story.Story, until: str) -> story.Json:
    """Have a stranger rung and no member, keep that, and return the post that says so."""
    story_operator.sets_agent(day, 2, status="loggedOut")
    post = posted(day)
    kept(day, post, until)
    return day.sees_post(post, lambda one: "**Simon** la garde ainsi" in one["message"])


def says(day: story.Story, *words: str) -> list[story.Json]:
    """Return the posts of the channel that hold these words."""
    return observer.those_with(day.posts(), *words)


class TestWhatIsSeen:
    def test_is_what_was_expected_and_what_is_there(self, day: story.Story) -> None:
        before = len(story_operator.writes(day))

        post = posted(day)

        expected, actual = (line for line in post["message"].splitlines() if line.startswith("- **"))
        assert "chez Léa" in expected
        assert "puis" in expected
        assert "06 •• •• •• 77" in actual
        assert "chez Tom" in actual
        assert "répondeur" in actual
        assert [one["name"] for one in post["buttons"]] == [RESTORE, KEEP]
        assert len(story_operator.writes(day)) == before

    def test_shows_no_whole_number(self, day: story.Story) -> None:
        posted(day)

        told = " ".join(one["message"] for one in day.posts()).replace(" ", "")
        assert "980277" not in told
        assert "980101" not in told

    def test_is_posted_once(self, day: story.Story) -> None:
        posted(day)

        deskbot_looks(day, 4)

        assert len(says(day, CHANGED)) == 1
        assert story_operator.agents(day)[0] == (story_operator.STRANGER, "available")

    def test_is_not_called_verified(self, day: story.Story) -> None:
        posted(day)

        shown = day.lea.types("/standard qui")

        assert "Vérifié" not in shown
        assert "changée chez l'opérateur" in shown
        shown = day.lea.types("/standard simuler")
        assert "06 •• •• •• 77" in shown
        assert "pas d'accord" in shown

    def test_changes_again_in_the_same_post(self, day: story.Story) -> None:
        post = posted(day)

        story_operator.sets_agent(day, 2, status="loggedOut")
        deskbot_looks(day)

        shown = day.sees_post(post, lambda one: "chez Tom" not in one["message"].split("Maintenant")[1])
        assert "06 •• •• •• 77" in shown["message"]
        assert len(says(day, CHANGED)) == 1

    def test_is_somebody_taken_off(self, day: story.Story) -> None:
        story_operator.sets_agent(day, 1, status="loggedOut")
        deskbot_looks(day)

        post = day.one_post("standard", CHANGED)

        assert "Léa" not in post["message"].split("Maintenant")[1]

    def test_is_a_queue_that_ends_on_another_voicemail(self, day: story.Story) -> None:
        story_operator.sets_queue(day, actionOnClosureParam="0033353010177")
        deskbot_looks(day)

        day.one_post("standard", CHANGED, "un autre répondeur")


class TestRestore:
    def test_sets_the_line_right(self, day: story.Story) -> None:
        post = posted(day)

        said = day.tom.clicks(RESTORE, post)

        assert "je rétablis" in said
        day.line_rings(day.lea, day.tom)
        shown = day.sees_post(post, lambda one: "**Tom** a demandé de la rétablir" in one["message"])
        assert shown["buttons"] == []
        day.nothing_is_left_to_do()
        assert "Vérifié" in day.lea.types("/standard qui")
        assert len(says(day, "**Léa** répond")) == 1

    def test_tells_the_second_one_who_was_first(self, day: story.Story) -> None:
        post = posted(day)
        behind = day.context_of(post, RESTORE)
        day.tom.clicks(RESTORE, post)
        day.sees_button_go(post, RESTORE)

        assert "**Tom** a déjà" in day.lea.clicks_late(post, context=behind)

        day.line_rings(day.lea, day.tom)

    def test_is_not_for_guests(self, day: story.Story) -> None:
        day.people.becomes_guest("ines")
        day.minutes_pass(61)
        day.nothing_is_left_to_do()
        post = posted(day)

        day.ines.clicks(RESTORE, post)

        deskbot_looks(day)
        assert story_operator.agents(day)[0] == (story_operator.STRANGER, "available")
        assert day.one_post("standard", CHANGED)["buttons"]

    def test_waits_for_a_caller(self, day: story.Story) -> None:
        post = posted(day)
        call = story_operator.begins_to_call(day, outcome=calling.hangs_up(40))
        day.tom.clicks(RESTORE, post)
        day.lets_the_caller_be_served()
        assert story_operator.agents(day)[0] == (story_operator.STRANGER, "available")

        day.clock_shows(call.at(46))

        day.line_rings(day.lea, day.tom)

    def test_is_done_once_the_operator_answers_again(self, day: story.Story) -> None:
        post = posted(day)
        day.ovh(down=True)
        day.tom.clicks(RESTORE, post)
        day.minutes_pass(0.5)
        assert story_operator.agents(day)[0] == (story_operator.STRANGER, "available")

        day.ovh(down=False)
        day.minutes_pass(1)

        day.line_rings(day.lea, day.tom)

    def test_is_of_that_time_only(self, day: story.Story) -> None:
        day.tom.clicks(RESTORE, posted(day))
        day.line_rings(day.lea, day.tom)
        day.nothing_is_left_to_do()

        story_operator.lets_a_stranger_ring(day)
        deskbot_looks(day)

        day.sees(lambda: len(says(day, CHANGED)) == 2, "a second post")
        assert day.ringing()[0] == story_operator.STRANGER


class TestKeep:
    def test_leaves_the_line_until_then(self, day: story.Story) -> None:
        post = posted(day)
        before = len(story_operator.writes(day))

        kept(day, post, "11h")

        shown = day.sees_post(post, lambda one: "**Simon** la garde ainsi" in one["message"])
        assert "11h" in shown["message"]
        assert shown["buttons"] == []
        deskbot_looks(day, 3)
        assert day.ringing() == [story_operator.STRANGER, day.tom.number]
        assert {one.method for one in story_operator.writes(day)[before:]} <= {"POST"}
        assert len(says(day, CHANGED)) == 1
        assert "Vérifié" not in day.lea.types("/standard qui")

    def test_ends_and_is_said_to_end(self, day: story.Story) -> None:
        kept(day, posted(day), "11h")
        deskbot_looks(day)

        day.clock_shows(story.at(1, 11))

        day.line_rings(day.lea, day.tom)
        day.channel_says("**Léa** répond", "Vérifié chez l'opérateur à 11h")
        assert "Vérifié" in day.lea.types("/standard qui")

    def test_ends_without_us(self, day: story.Story) -> None:
        kept(day, posted(day), "11h")
        deskbot_looks(day)

        day.deskbot_stops()
        day.clock_shows(story.at(1, 11))

        call = story_operator.waits_to_the_end(day)
        assert story_operator.numbers_rung(call) == []
        assert call.end == "voicemail"

    def test_is_for_admins(self, day: story.Story) -> None:
        post = posted(day)

        assert "admin" in day.tom.clicks(KEEP, post)

        assert day.people.dialogs("tom") == []
        assert day.one_post("standard", CHANGED)["buttons"]

    @pytest.mark.parametrize(
        ("until", "word"),
        [
            ("", "required"),
            ("hier", "moment"),
            ("8h", ""),
            ("n'importe quoi", "moment"),
            ("dans 45 jours", ""),
            ("le 15 septembre", "trop loin"),
            ("<@channel> 25h61", "moment"),
        ],
    )
    def test_refuses_a_moment_that_is_none(self, day: story.Story, until: str, word: str) -> None:
        post = posted(day)
        day.simon.clicks(KEEP, post)
        form = day.simon.gets_form()

        refused = day.simon.fills(form, until=until)

        assert refused
        assert word in str(refused)
        assert day.simon.fills(form, until="11h") == {}
        day.sees_post(post, lambda one: "**Simon** la garde ainsi" in one["message"])

    def test_tells_the_second_one_who_was_first(self, day: story.Story) -> None:
        post = posted(day)
        day.patricia.clicks(KEEP, post)
        late = day.patricia.gets_form()
        behind = day.context_of(post, RESTORE)

        kept(day, post, "11h")

        assert "**Simon** a déjà choisi" in str(day.patricia.fills(late, until="12h"))
        assert "**Simon** a déjà choisi" in day.tom.clicks_late(post, context=behind)
        deskbot_looks(day)
        assert day.ringing() == [story_operator.STRANGER, day.tom.number]

    def test_is_of_what_was_seen_and_nothing_else(self, day: story.Story) -> None:
        kept(day, posted(day), "11h")
        deskbot_looks(day)

        story_operator.sets_agent(day, 1, number="+33639980288")
        deskbot_looks(day)

        day.sees(lambda: len(says(day, CHANGED)) == 2, "a second post")
        assert "06 •• •• •• 88" in says(day, CHANGED, "Maintenant", RESTORE)[-1]["message"]

    def test_gives_way_when_the_house_closes(self, day: story.Story) -> None:
        kept(day, posted(day), "16h")
        deskbot_looks(day)

        day.simon.types("/standard fermer aujourd'hui")
        deskbot_looks(day)

        call = story_operator.waits_to_the_end(day)
        assert story_operator.numbers_rung(call) == []
        assert call.end == "voicemail"
        day.channel_says("est fermé", "Vérifié chez l'opérateur à 9h")
        # It was kept until then and no longer: opened again, the house is as the roster says.
        day.simon.clicks("Annuler", day.channel_says("**Simon** ferme"))
        day.line_rings(day.lea, day.tom)

    def test_rings_nobody_after_their_turn(self, day: story.Story) -> None:
        day.lea.types("/standard rendre jeudi après-midi")
        day.simon.types("/standard prendre jeudi après-midi")
        deskbot_looks(day)
        story_operator.sets_agent(day, 2, number=story_operator.STRANGER)
        deskbot_looks(day)
        post = day.one_post("standard", CHANGED)

        kept(day, post, "demain 18h")

        shown = day.sees_post(post, lambda one: "**Simon** la garde ainsi" in one["message"])
        assert "13h" in shown["message"]
        deskbot_looks(day)
        assert day.ringing() == [day.lea.number, story_operator.STRANGER]
        day.clock_shows(story.at(1, 13))
        call = story_operator.waits_to_the_end(day)
        assert day.lea.number not in story_operator.numbers_rung(call)
        day.clock_shows(call.at(call.queued_s + 6))
        day.line_rings(day.simon, day.tom)
        day.channel_says("**Simon** répond", "Vérifié")

    def test_rings_nobody_after_their_turn_whose_end_was_disarmed(self, day: story.Story) -> None:
        story_operator.removes_events(day, "fin du tour")
        story_operator.sets_agent(day, 2, number=story_operator.STRANGER)
        deskbot_looks(day)
        kept(day, day.one_post("standard", CHANGED), "demain 18h")
        deskbot_looks(day)
        assert story_operator.lease_ends(day) == [story.at(1, 17, 30, 0)]

        day.deskbot_stops()
        day.clock_shows(story.at(2, 10))

        call = story_operator.waits_to_the_end(day)
        assert story_operator.numbers_rung(call) == []
        assert call.end == "voicemail"

    def test_outlives_a_change_of_turn(self, day: story.Story) -> None:
        kept_for_long(day, "demain 12h")

        day.clock_shows(story.at(2, 10))
        deskbot_looks(day)

        assert day.ringing() == [story_operator.STRANGER]
        day.clock_shows(story.at(2, 12))
        day.line_rings(day.bureau)
        day.channel_says("Personne n'a pris", "Vérifié chez l'opérateur à 12h")

    def test_outlives_a_restart(self, day: story.Story) -> None:
        kept(day, posted(day), "11h")
        day.deskbot_stops()
        day.deskbot_starts()
        deskbot_looks(day, 2)
        assert day.ringing() == [story_operator.STRANGER, day.tom.number]
        assert len(says(day, CHANGED)) == 1

        day.clock_shows(story.at(1, 11))

        day.line_rings(day.lea, day.tom)


class TestWhatIsRestoredAtOnce:
    @pytest.mark.parametrize("number", ["+33899000000", "+881612345678", "+447700900123"])
    def test_is_a_forbidden_number(self, day: story.Story, number: str) -> None:
        story_operator.sets_agent(day, 1, number=number)
        deskbot_looks(day)

        post = day.one_post("standard", CHANGED, "numéro interdit")

        assert post["buttons"] == []
        assert number[-4:] not in post["message"]
        day.line_rings(day.lea, day.tom)

    @pytest.mark.parametrize(
        "made",
        [
            {"actionOnClosure": None, "actionOnClosureParam": None},
            {"actionOnClosureParam": None},
        ],
    )
    def test_is_a_line_that_leads_nowhere(self, day: story.Story, made: dict[str, None]) -> None:
        story_operator.sets_queue(day, **made)
        deskbot_looks(day)

        post = day.one_post("standard", CHANGED, "n'arrivaient nulle part")

        assert post["buttons"] == []
        day.line_rings(day.lea, day.tom)
        day.nothing_is_left_to_do()
        assert day.people.line()["queue"]["actionOnClosureParam"] == "+33353010199"
        assert "Vérifié" in day.lea.types("/standard qui")

    def test_is_told_each_time(self, day: story.Story) -> None:
        for count in (1, 2):
            story_operator.sets_agent(day, 1, number="+33899000000")
            deskbot_looks(day)
            day.line_rings(day.lea, day.tom)
            day.nothing_is_left_to_do()
            assert len(says(day, "numéro interdit")) == count


class TestWhatIsMendedWithoutAWord:
    def test_is_how_long_it_rings(self, day: story.Story) -> None:
        story_operator.sets_agent(day, 1, timeout=11)

        deskbot_looks(day)

        day.sees(lambda: day.people.line()["agents"][0]["timeout"] == 24, "24 s again")
        assert says(day, CHANGED) == []

    def test_is_the_end_of_the_turn(self, day: story.Story) -> None:
        assert story_operator.removes_events(day, "fin du tour") == 1

        deskbot_looks(day, 8)

        assert story_operator.lease_ends(day) == [story.at(1, 17, 30, 0)]
        assert day.ringing() == [day.lea.number, day.tom.number]
        assert says(day, CHANGED) == []

    def test_is_the_hours_of_the_week(self, day: story.Story) -> None:
        with day.world.line.lock:
            day.world.line.time_conditions.clear()
            day.world.line.time_settings["enable"] = False

        deskbot_looks(day, 8)

        shown = day.people.line()["time_conditions"]
        assert shown["enable"] is True
        assert len(shown["spans"]) == 5
        assert day.ringing() == [day.lea.number, day.tom.number]

    def test_is_whoever_cannot_ring_anyway(self, day: story.Story) -> None:
        day.clock_shows(story.at(1, 20))
        day.is_off_the_line(day.lea)
        day.nothing_is_left_to_do()

        story_operator.sets_agent(day, 1, number=story_operator.STRANGER, status="available")
        deskbot_looks(day)

        assert story_operator.STRANGER not in day.numbers_on_the_line()
        assert says(day, CHANGED) == []


class TestWhatEndsByItself:
    def test_is_said_to_be_over(self, day: story.Story) -> None:
        post = posted(day)

        story_operator.sets_agent(day, 1, number=day.lea.number)
        deskbot_looks(day)

        shown = day.sees_post(post, lambda one: "je n'ai rien eu à faire" in one["message"])
        assert shown["buttons"] == []
        assert "Vérifié" in day.lea.types("/standard qui")

    def test_is_overtaken_by_the_next_turn(self, day: story.Story) -> None:
        post = posted(day)

        day.clock_shows(story.at(1, 17, 30))

        shown = day.sees_post(post, lambda one: "Le tour a changé depuis" in one["message"])
        assert shown["buttons"] == []
        assert story_operator.STRANGER not in day.numbers_on_the_line()

    def test_is_overtaken_by_a_command(self, day: story.Story) -> None:
        post = posted(day)

        day.lea.types("/standard rendre aujourd'hui")

        day.line_rings(day.bureau)
        day.sees_post(post, lambda one: "Le tour a changé depuis" in one["message"])


class TestDuringTrouble:
    def test_it_outlives_a_restart(self, day: story.Story) -> None:
        post = posted(day)
        day.deskbot_stops()
        day.deskbot_starts()
        deskbot_looks(day, 2)
        assert len(says(day, CHANGED)) == 1
        assert "changée chez l'opérateur" in day.lea.types("/standard qui")

        day.tom.clicks(RESTORE, post)

        day.line_rings(day.lea, day.tom)
        day.sees_post(post, lambda one: "**Tom** a demandé" in one["message"])

    def test_it_is_seen_when_deskbot_was_stopped_meanwhile(self, day: story.Story) -> None:
        with day.as_process() as process:
            process.stop(how=signal.SIGKILL)
            story_operator.lets_a_stranger_ring(day)
            process.start()
            deskbot_looks(day)

            day.tom.clicks(RESTORE, day.one_post("standard", CHANGED))

            day.line_rings(day.lea, day.tom)

    def test_it_is_seen_when_the_operator_was_down_meanwhile(self, day: story.Story) -> None:
        day.ovh(down=True)
        deskbot_looks(day, 4)
        day.one_post("admins", "ne répond pas")
        story_operator.lets_a_stranger_ring(day)

        day.ovh(down=False)
        deskbot_looks(day, 2)

        post = day.one_post("standard", CHANGED)
        assert not observer.those_with(day.posts("admins"), "répond de nouveau comme prévu")
        day.tom.clicks(RESTORE, post)
        day.line_rings(day.lea, day.tom)
        day.channel_says("répond de nouveau comme prévu", channel="admins")

    def test_the_post_stays_when_the_operator_goes_down(self, day: story.Story) -> None:
        post = posted(day)
        day.ovh(down=True)
        deskbot_looks(day, 3)

        assert day.one_post("standard", CHANGED)["buttons"]
        day.ovh(down=False)
        deskbot_looks(day)

        day.tom.clicks(RESTORE, post)
        day.line_rings(day.lea, day.tom)


def test_a_line_is_kept_for_a_month_at_most(day: story.Story) -> None:
    post = kept_for_long(day, "le 30 août 18h")

    assert "30 août" in post["message"]
