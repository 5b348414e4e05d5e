import json
import pathlib
import urllib.parse

import pytest

from tools.bench import __main__ as bench
from tools.bench import (
    boundary,
    commands,
    figures,
    line_calls,
    live,
    many_calls,
    pace_kept,
    plans,
    process,
    storm,
)

CAPTURE = pathlib.Path(__file__).resolve().parents[1] / "samples" / "mattermost" / "slash_command_post.json"


class TestPart:
    @pytest.mark.parametrize(("percent", "value"), [(0, 1.0), (50, 51.0), (99, 100.0), (100, 100.0)])
    def test_is_the_value_at_that_rank(self, percent, value):
        assert figures.part([float(number) for number in range(1, 101)], percent) == value

    def test_says_so_when_nothing_was_measured(self):
        assert figures.part([], 50) != figures.part([], 50)


class TestForm:
    def test_has_the_fields_that_the_real_server_sends(self):
        body = commands.form("qui", user="lea", channel_id="c")

        sent = dict(urllib.parse.parse_qsl(body.decode(), keep_blank_values=True))
        assert list(sent) == sorted(sent)
        assert set(sent) == recorded_fields()


def load(*, desks=1, look_every_s=60.0, poll_every_s=30.0):
    return pace_kept.Load(
        desks=desks,
        calls_per_second=1.0,
        look_calls=10,
        look_every_s=look_every_s,
        poll_calls=2,
        poll_every_s=poll_every_s,
    )


class TestSimulated:
    def test_lets_all_through_where_little_is_asked(self):
        seen = pace_kept.simulated(load())

        assert seen.per_second == pytest.approx(load().asked_per_second, rel=0.01)

    def test_keeps_the_pace_where_too_much_is_asked(self):
        asked = load(desks=20)

        seen = pace_kept.simulated(asked)

        assert asked.asked_per_second > 4
        assert seen.per_second == pytest.approx(1.0, rel=0.01)
        assert seen.most_in_ten_s == 10


class TestBoundaries:
    def test_take_as_long_as_their_calls_where_nothing_else_is_asked(self):
        late = pace_kept.boundaries_s(load(look_every_s=1e9, poll_every_s=1e9), change_calls=10)

        assert late[-1] == pytest.approx(10 * 0.15)

    def test_go_before_looks_and_polls_where_the_pace_is_used_up(self):
        among = pace_kept.boundaries_s(load(desks=20), change_calls=10)

        # Ten calls right after a burst of looks: no more than the time of the burst and their own.
        assert figures.part(among, 95) < 2 * 10.0 + 10 * 0.15


class TestCalls:
    def test_are_few(self, monkeypatch, capsys):
        monkeypatch.setattr(line_calls, "_HOUSES", (1,))

        line_calls.measure_calls()

        figure = {line[:66].strip(): line[67:].split()[0] for line in capsys.readouterr().out.splitlines()}
        assert float(figure["API calls of a reconcile, nothing changed, 1 desk"]) <= 10
        assert float(figure["API calls of a change of person, 1 desk"]) <= 14


class TestMain:
    def test_prints_every_figure(self, monkeypatch, capsys):
        # A look at each measure, not at its figure: as little of everything as there can be.
        for module, name, value in (
            (process, "_HELP_RUNS", 1),
            (process, "_STARTS", 2),
            (process, "_SETTLE_S", 0.0),
            (process, "_CALLS", 2),
            (process, "_CALL_EVERY_S", 0.1),
            (live, "_CALLS", 2),
            (live, "_CALL_EVERY_S", 0.1),
            (storm, "_CALLS", 5),
            (commands, "_RATE_PER_S", 8),
            (commands, "_BURST_S", 1),
            (plans, "_DESKS", 2),
            (line_calls, "_HOUSES", (1, 3)),
            (line_calls, "_COUNTED", 2),
            (pace_kept, "_SIMULATED_S", 2000.0),
            (boundary, "_BOUNDARIES", 2),
            (many_calls, "_WEEKS", 3),
            (many_calls, "_CALLS_A_WEEK", 20),
            (many_calls, "_OPEN_CARDS", 2),
            (many_calls, "_TIMES", {"": 2, "rapport": 2}),
        ):
            monkeypatch.setattr(module, name, value)

        bench.main()

        told = capsys.readouterr().out
        assert "nan" not in told
        for what in (
            "--help",
            "new database",
            "idle",
            "after a question",
            "2 of 2 calls",
            "5 of 5 calls at once",
            "0 of 8",
        ):
            assert what in told
        for what in (
            "live event visible -> card, 2 of 2 calls",
            "nothing changed, 1 desk",
            "change of person, 3 desks",
            "pace asked for",
            "2 boundaries",
            "database of 60 calls",
            "/standard on 60 calls",
            "/standard rapport on 60 calls",
        ):
            assert what in told


def recorded_fields() -> set[str]:
    recorded = json.loads(CAPTURE.read_text(encoding="utf-8"))
    names = {name for name, _ in urllib.parse.parse_qsl(recorded["body"], keep_blank_values=True)}
    return {name for name in names if "mentions" not in name}  # sent only when somebody is mentioned
