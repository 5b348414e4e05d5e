"""300 calls in ten minutes and a chat that bears few calls: nothing is lost, what is urgent comes first."""

import collections
import datetime as dt

from deskbot.sandbox import observer
from deskbot.sandbox.ovh import calling
from tests import story, story_posts

CALLS = 300
MESSAGES = CALLS // 10
TEN_MINUTES = dt.timedelta(minutes=10)
# A real server lets ten calls a second through, and a hundred at once: this one is a little faster, so that
# the test ends soon, and bears fewer at once, so that its limit is met.
LIMIT = {"per_s": 30, "burst": 60}
# On two cores that do nothing else, all is shown in half a minute.
SHOWN_WITHIN_S = 300.0


def calls_come(day: story.Story) -> None:
    """Have the calls come, evenly over ten minutes; each tenth leaves a message."""
    for number in range(CALLS):
        outcome = calling.leaves_message(12) if number % 10 == 0 else calling.hangs_up(3)
        calling.place_call(
            day.world.line, caller=f"+3363998{3000 + number}", outcome=outcome, recording=b"ID3 a sound"
        )
        day.world.clock.advance(TEN_MINUTES.total_seconds() / CALLS)
    day.minutes_pass(5)


def posts(day: story.Story, prefix: str) -> dict[str, list[story.Json]]:
    """Return what was posted under keys that begin so, as the server keeps it, by key."""
    with day.world.chat.lock:
        rows = [row for row in day.world.chat.posts.values() if not row.original_id]
    found = collections.defaultdict(list)
    for row in rows:
        if (key := str(row.props.get("deskbot_key", ""))).startswith(prefix):
            shown = {"id": row.id, "root": row.root_id, "at": row.create_at, "message": row.message}
            found[key.removeprefix(prefix)].append(shown)
    return found


def calls_made(day: story.Story) -> collections.Counter[tuple[str, int]]:
    """Return how many calls the chat answered, by method and status."""
    calls = day.world.chat.journal.to_json()["calls"]
    return collections.Counter((one["method"], one["status"]) for one in calls)


def test_storm_keeps_order(day: story.Story) -> None:
    day.clock_shows(story.at(1, 9))
    day.line_rings(day.bureau)
    day.everything_settles()
    day.chat(rate_limit=LIMIT)
    day.world.chat.journal.clear()
    calls_come(day)
    day.sees(lambda: posts(day, "card-"), "the first card")

    day.tom.types("/standard urgence quelqu'un est enfermé dehors")
    day.channel_says("enfermé dehors", channel="admins")
    first = min(posts(day, "card-").values(), key=lambda one: one[0]["at"])[0]
    taken = day.sees(lambda: [one for one in day.posts() if one["id"] == first["id"]], "the first card")[0]
    day.lea.clicks("Je prends", taken)
    day.sees_post(taken, lambda one: story_posts.says(one["message"], "Léa", "s'en occupe"))
    day.lea.gets_direct("À rappeler")
    assert len(posts(day, "card-")) < CALLS

    def is_over() -> bool:
        assert "le bureau répond" in day.simon.types("/standard qui", channel="admins")
        return len(posts(day, "card-")) == CALLS and len(posts(day, "recording-")) == MESSAGES

    observer.see(is_over, within_s=SHOWN_WITHIN_S)
    day.nothing_is_left_to_do()
    cards, recordings = posts(day, "card-"), posts(day, "recording-")
    assert {len(every) for every in (*cards.values(), *recordings.values())} == {1}
    for key, (recording,) in recordings.items():
        (card,) = cards[key]
        assert recording["root"] == card["id"]
        assert recording["at"] >= card["at"]
        assert story_posts.says(card["message"], "Message vocal", "Écouter le message")
    made = calls_made(day)
    # Each card is one post; what changes of it while it waits is in that post.
    assert made["PUT", 200] < CALLS / 2, made
    assert sum(count for (_, status), count in made.items() if status == 429) < CALLS / 20, made
    said = day.reads("standard", "📌", f"Il reste {CALLS} appels")
    assert said
