import json
import pathlib
import urllib.parse

import pytest

from tools import bench

CAPTURE = pathlib.Path(__file__).resolve().parents[1] / "samples" / "mattermost" / "slash_command_post.json"


class TestPart:
    @pytest.mark.parametrize(("percent", "value"), [(0, 1.0), (50, 51.0), (99, 100.0), (100, 100.0)])
    def test_is_the_value_at_that_rank(self, percent, value):
        assert bench._part([float(number) for number in range(1, 101)], percent) == value

    def test_says_so_when_nothing_was_measured(self):
        assert bench._part([], 50) != bench._part([], 50)


class TestForm:
    def test_has_the_fields_that_the_real_server_sends(self):
        body = bench._form("qui", user="lea", channel_id="c")

        sent = dict(urllib.parse.parse_qsl(body.decode(), keep_blank_values=True))
        assert list(sent) == sorted(sent)
        assert set(sent) == recorded_fields()


class TestMain:
    def test_prints_every_figure(self, monkeypatch, capsys):
        # A look at each measure, not at its figure: as little of everything as there can be.
        for name, value in (
            ("_HELP_RUNS", 1),
            ("_STARTS", 2),
            ("_SETTLE_S", 0.0),
            ("_CALLS", 2),
            ("_CALL_EVERY_S", 0.1),
            ("_RATE_PER_S", 8),
            ("_BURST_S", 1),
        ):
            monkeypatch.setattr(bench, name, value)

        bench.main()

        told = capsys.readouterr().out
        assert "nan" not in told
        for what in ("--help", "new database", "idle", "after a question", "2 of 2 calls", "0 of 8"):
            assert what in told


def recorded_fields() -> set[str]:
    recorded = json.loads(CAPTURE.read_text(encoding="utf-8"))
    names = {name for name, _ in urllib.parse.parse_qsl(recorded["body"], keep_blank_values=True)}
    return {name for name in names if "mentions" not in name}  # sent only when somebody is mentioned
