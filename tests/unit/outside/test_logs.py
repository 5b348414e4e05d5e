"""The last net: no number leaves by the log."""

import io
import json
import logging
import sys

import pytest
import structlog

from deskbot.outside import logs

NUMBER = "+33639980201"
WRITINGS = [NUMBER, "0033639980201", "06 39 98 02 01", "06.39.98.02.01", "33639980201"]


class Caller:
    def __repr__(self) -> str:
        return f"Caller({NUMBER})"


@pytest.fixture
def written(monkeypatch):
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    root = logging.getLogger()
    before = list(root.handlers)
    root.handlers.clear()
    logs.configure()
    yield stream
    root.handlers[:] = before
    structlog.reset_defaults()


def digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())


class TestConfigure:
    @pytest.mark.parametrize("number", WRITINGS)
    @pytest.mark.parametrize(
        "wrap",
        [
            lambda number: {"caller": number},
            lambda number: {"path": f"/telephony/x/easyHunting/{number}/hunting"},
            lambda number: {"numbers": [number, "x"]},
            lambda number: {"numbers": (number,)},
            lambda number: {"payload": {"calling": {"number": number}}},
            lambda number: {"payload": {number: 1}},
        ],
    )
    def test_masks_a_number_in_any_field(self, written, number, wrap):
        structlog.get_logger("x").info("A call.", **wrap(number))

        line = json.loads(written.getvalue())
        del line["timestamp"]
        assert "399802" not in digits(json.dumps(line))

    @pytest.mark.parametrize("value", [33639980201, Caller(), {Caller()}])
    def test_masks_a_number_in_any_type(self, written, value):
        structlog.get_logger("x").info(f"A call of {NUMBER}.", caller=value)

        assert "399802" not in digits(written.getvalue())

    def test_leaves_the_rest_as_it_is(self, written):
        fields = {
            "key": "standard-cdr-12",
            "count": 3,
            "late_s": 1.5,
            "ready": True,
            "none": None,
            "list": ["é"],
        }

        structlog.get_logger("x").info("deskbot is ready.", **fields)

        line = json.loads(written.getvalue())
        assert {name: line[name] for name in fields} == fields
        assert (line["event"], line["level"]) == ("deskbot is ready.", "info")

    def test_masks_what_libraries_log(self, written):
        logging.getLogger("somewhere").warning("Retrying /telephony/%s", "0033639980201")

        assert "Retrying" in written.getvalue()
        assert "399802" not in digits(written.getvalue())
