"""Requests that a real Mattermost 5.37 sent (tests/samples/mattermost), sent again to deskbot's routes."""

import contextlib
import dataclasses
import datetime as dt
import http.client
import json
import pathlib
import sqlite3
import urllib.parse
from typing import Any

from tests import story

SAMPLES = pathlib.Path(__file__).parents[2] / "samples" / "mattermost"
# What moves with the clock alone, whoever asks for what.
_CLOCKWORK = ("reconcile_line", "read_call_log")
_MOVING_TABLES = ("desk_line", "desk_node")

Json = dict[str, Any]
Dump = dict[str, list[tuple[Any, ...]]]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Recorded:
    """A request as it was recorded, or with some of its body changed."""

    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def json(self) -> Json:
        found: Json = json.loads(self.body)
        return found

    def with_json(self, **changes: object) -> "Recorded":
        """Change fields of a JSON body; the headers stay, but for the length."""
        body = json.dumps({**self.json, **changes}, ensure_ascii=False, separators=(",", ":"))
        return self._with_body(body.encode())

    def with_form(self, **changes: str) -> "Recorded":
        """Change fields of a form, in their place; the headers stay, but for the length."""
        pairs = urllib.parse.parse_qsl(self.body.decode(), keep_blank_values=True)
        body = urllib.parse.urlencode([(name, changes.get(name, value)) for name, value in pairs])
        return self._with_body(body.encode())

    def _with_body(self, body: bytes) -> "Recorded":
        headers = [
            (name, str(len(body)) if name == "Content-Length" else value) for name, value in self.headers
        ]
        return dataclasses.replace(self, headers=tuple(headers), body=body)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Answer:
    """What deskbot answered."""

    status: int
    content_type: str
    body: bytes

    @property
    def json(self) -> Json:
        """The body, as Mattermost takes it: with status 200 and declared as JSON."""
        assert (self.status, self.content_type) == (200, "application/json")
        found: Json = json.loads(self.body)
        return found


def recorded(name: str) -> Recorded:
    given = json.loads((SAMPLES / f"{name}.json").read_text(encoding="utf-8"))
    return Recorded(
        method=given["method"],
        target=given["path"],
        headers=tuple((key, value) for key, value in given["headers"]),
        body=given["body"].encode(),
    )


def send(request: Recorded, *, to: str) -> Answer:
    """Send `request` byte for byte to the server at `to`, its recorded Host included."""
    address = urllib.parse.urlsplit(to)
    connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=40)
    try:
        connection.putrequest(request.method, request.target, skip_host=True, skip_accept_encoding=True)
        for name, value in request.headers:
            connection.putheader(name, value)
        connection.endheaders(request.body or None)
        answer = connection.getresponse()
        return Answer(
            status=answer.status,
            content_type=answer.headers["Content-Type"] or "",
            body=answer.read(),
        )
    finally:
        connection.close()


def dump(database: pathlib.Path) -> Dump:
    """Return all that deskbot keeps, but for what moves with the clock alone."""
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        names = connection.execute(
            "SELECT name FROM sqlite_master WHERE name GLOB 'desk_*' AND type = 'table'"
        )
        kept = {
            name: sorted(connection.execute(f"SELECT * FROM {name}").fetchall(), key=repr)
            for (name,) in names.fetchall()
            if name not in _MOVING_TABLES
        }
    kept["desk_due"] = [row for row in kept["desk_due"] if row[0] not in _CLOCKWORK]
    assert {"desk_slot", "desk_case", "desk_alert", "desk_notice"} <= kept.keys()
    return kept


def settled_dump(day: story.Story) -> Dump:
    """Return the dump once nothing is due and nothing runs."""
    database = day.folder / "deskbot.sqlite3"
    day.sees(lambda: not _busy(database, now=day.people.now()), "everything is done")
    return dump(database)


def _busy(database: pathlib.Path, *, now: dt.datetime) -> list[Any]:
    periodic = f"{_CLOCKWORK!r}"
    ripe = now.astimezone(dt.UTC).isoformat(timespec="microseconds")
    due = f"SELECT kind FROM desk_due WHERE due_at <= ? AND kind NOT IN {periodic}"
    running = (
        f"SELECT name FROM workflow_status WHERE status IN ('PENDING', 'ENQUEUED') AND name NOT IN {periodic}"
    )
    with contextlib.closing(_open(database)) as connection:
        return connection.execute(f"{due} UNION ALL {running}", (ripe,)).fetchall()


def _open(database: pathlib.Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{database}?mode=ro", uri=True)
