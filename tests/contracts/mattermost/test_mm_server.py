"""What can go wrong with the server itself: down, slow, limited, faulty."""

import threading
import time

import httpx
import pytest

from tests.contracts.mattermost import lab as labs


def ping(lab: labs.Lab, *, timeout_s: float = 5) -> httpx.Response:
    return httpx.get(lab.url + "/api/v4/system/ping", timeout=timeout_s)


class TestDown:
    def test_breaks_connections_and_comes_back(self, lab: labs.Lab) -> None:
        lab.control("chat/switches", {"down": True})
        with pytest.raises(httpx.TransportError):
            ping(lab)
        said = httpx.post(
            lab.url + "/sandbox/chat/say",
            json={"user": "alice", "channel": "standard", "text": "hello"},
        )
        lab.control("chat/switches", {"down": False})

        assert said.status_code == 503
        assert ping(lab).json()["status"] == "OK"


class TestFault:
    def test_can_be_an_error(self, lab: labs.Lab) -> None:
        lab.switch(fault="500")

        assert ping(lab).status_code == 500
        assert ping(lab).json()["status_code"] == 500

    def test_can_be_a_page(self, lab: labs.Lab) -> None:
        lab.switch(fault="garbage")

        assert ping(lab).headers["Content-Type"].startswith("text/html")

    def test_can_be_an_empty_answer(self, lab: labs.Lab) -> None:
        lab.switch(fault="empty")

        assert ping(lab).content == b""

    def test_can_be_silence(self, lab: labs.Lab) -> None:
        lab.switch(fault="nothing")

        with pytest.raises(httpx.ReadTimeout):
            ping(lab, timeout_s=0.2)

    def test_can_lose_the_answer_to_what_was_done(self, lab: labs.Lab) -> None:
        lab.switch(fault="lost_answer", fault_calls=1, fault_path="/posts")

        with pytest.raises(httpx.TransportError):
            lab.post(message="once", pending_post_id="k")
        again = lab.post(message="once", pending_post_id="k")

        assert [row["id"] for row in lab.shown_in("standard", to="alice")] == [again["id"]]

    def test_stops_after_the_calls_it_was_set_for(self, lab: labs.Lab) -> None:
        lab.switch(fault="500", fault_calls=2)

        assert [ping(lab).status_code for _ in range(3)] == [500, 500, 200]

    def test_must_be_a_known_one(self, lab: labs.Lab) -> None:
        answer = httpx.post(lab.url + "/sandbox/chat/switches", json={"fault": "gremlins"})

        assert answer.status_code == 422


class TestSlow:
    def test_answers_late(self, lab: labs.Lab) -> None:
        lab.switch(slow_s=0.2)
        started = time.monotonic()

        ping(lab)

        assert time.monotonic() - started >= 0.2


class TestRateLimit:
    def test_answers_plain_text_and_says_when_to_come_back(self, lab: labs.Lab) -> None:
        lab.switch(rate_limit={"per_s": 0.5, "burst": 2})

        answers = [ping(lab) for _ in range(4)]

        assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
        limited = answers[-1]
        assert limited.text == "limit exceeded\n"
        assert limited.headers["Content-Type"].startswith("text/plain")
        assert 1 <= int(limited.headers["Retry-After"]) <= 2
        assert limited.headers.get_list("X-Ratelimit-Limit") == ["3", "3"]
        assert answers[0].headers.get_list("X-Ratelimit-Remaining") == ["2", "2"]

    def test_is_off_by_default(self, lab: labs.Lab) -> None:
        assert "X-Ratelimit-Limit" not in ping(lab).headers


class TestDisabledBot:
    def test_gets_401_everywhere(self, lab: labs.Lab) -> None:
        lab.switch(bot_disabled=True)
        with lab.as_user("deskbot") as client:
            assert client.get("/users/me").status_code == 401
        with lab.as_user("alice") as client:
            assert client.get("/users/me").status_code == 200


class TestJournal:
    def test_lists_calls_and_what_was_sent(self, lab: labs.Lab) -> None:
        post = lab.post(props=lab.buttons(lab.button()))
        lab.click(post["id"], by="alice")

        found = httpx.get(lab.url + "/sandbox/chat/journal").json()

        lines = [(row["user"], row["method"], row["status"]) for row in found["calls"]]
        assert lines == [("deskbot", "POST", 201), ("alice", "POST", 200)]
        assert [(row["kind"], row["status"]) for row in found["integrations"]] == [("action", 200)]


class TestManyClicks:
    def test_do_not_starve_the_bots_own_calls(self, lab: labs.Lab, bot) -> None:
        def call_back(request) -> bytes:
            lab.post("deskbot", message="answer")
            return b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"

        bot.answer = call_back
        post = lab.post(props=lab.buttons(lab.button()))
        statuses: list[int] = []
        threads = [
            threading.Thread(target=lambda: statuses.append(lab.click(post["id"]).status_code))
            for _ in range(45)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)

        assert statuses == [200] * 45
