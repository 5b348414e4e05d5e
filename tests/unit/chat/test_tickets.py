"""A ticket opens one card's recordings, to one person, for a while."""

import datetime as dt
import re

import hypothesis
import pytest
from hypothesis import strategies as st

from deskbot.chat import tickets

SECRET = b"a secret of thirty-two bytes....."
UNTIL = dt.datetime(2024, 8, 1, 10, tzinfo=dt.UTC)
TICKET = tickets.Ticket(card="standard-cdr-1", username="tom", until=UNTIL)


class TestRead:
    @pytest.mark.parametrize("now", [UNTIL - dt.timedelta(hours=1), UNTIL])
    def test_returns_what_was_signed(self, now):
        assert tickets.read(tickets.sign(TICKET, secret=SECRET), secret=SECRET, now=now) == TICKET

    def test_refuses_one_that_is_too_old(self):
        with pytest.raises(tickets.TicketOver):
            tickets.read(
                tickets.sign(TICKET, secret=SECRET), secret=SECRET, now=UNTIL + dt.timedelta(seconds=1)
            )

    def test_refuses_what_another_secret_signed(self):
        with pytest.raises(tickets.NotATicket):
            tickets.read(tickets.sign(TICKET, secret=b"another"), secret=SECRET, now=UNTIL)

    def test_refuses_a_changed_one(self):
        mine = tickets.sign(TICKET, secret=SECRET)
        other = tickets.sign(tickets.Ticket(card="other", username="tom", until=UNTIL), secret=b"x")

        with pytest.raises(tickets.NotATicket):
            tickets.read(f"{other.split('.')[0]}.{mine.split('.')[1]}", secret=SECRET, now=UNTIL)

    @hypothesis.given(st.text(max_size=80))
    def test_refuses_anything_else(self, text):
        with pytest.raises(tickets.NotATicket):
            tickets.read(text, secret=SECRET, now=UNTIL)


class TestSign:
    def test_makes_a_word_that_stands_in_an_address(self):
        assert re.fullmatch(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+", tickets.sign(TICKET, secret=SECRET))
