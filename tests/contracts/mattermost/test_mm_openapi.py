"""The sandbox against Mattermost's OpenAPI description: every route and every name it takes is there."""

from typing import Any

import pytest

from tests.contracts.mattermost import lab as labs
from tools import cut_mattermost_openapi

API = "/api/v4"

# What the sandbox reads of a request, and deskbot or its people send: (method, path, place, names).
READ = [
    ("get", "/channels/{channel_id}/posts", "query", ["after", "before", "page", "per_page", "since"]),
    ("get", "/channels/{channel_id}/members", "query", ["page", "per_page"]),
    ("get", "/users", "query", ["active", "in_channel", "in_team", "inactive", "page", "per_page"]),
    ("get", "/config/client", "query", ["format"]),
    ("post", "/files", "query", ["channel_id", "filename"]),
    ("post", "/files", "body", ["channel_id", "files"]),
    ("post", "/posts", "body", ["channel_id", "file_ids", "message", "props", "root_id"]),
    ("post", "/posts/ephemeral", "body", ["post", "user_id"]),
    ("put", "/posts/{post_id}", "body", ["id", "is_pinned", "message", "props"]),
    ("put", "/posts/{post_id}/patch", "body", ["file_ids", "is_pinned", "message", "props"]),
    ("post", "/channels/{channel_id}/members", "body", ["user_id"]),
    ("post", "/commands/execute", "body", ["channel_id", "command"]),
    ("post", "/actions/dialogs/open", "body", ["dialog", "trigger_id", "url"]),
    ("post", "/actions/dialogs/submit", "body", ["callback_id", "cancelled", "channel_id", "state"]),
    ("post", "/actions/dialogs/submit", "body", ["submission", "team_id", "url"]),
]


MADE_UP = {
    "info": {"description": "a made-up one"},
    "paths": {
        f"{API}/posts": {
            "get": {},
            "post": {
                "parameters": [{"name": "set_online", "in": "query"}, {"name": "x", "in": "header"}],
                "requestBody": {
                    "content": {"application/json": {"schema": {"properties": {"message": {}, "a": {}}}}}
                },
            },
        },
        f"{API}/bots": {"get": {}},
    },
}


@pytest.fixture(scope="module")
def described() -> dict[str, Any]:
    """The served part of the description, as `tools/cut_mattermost_openapi.py` cut it."""
    return labs.sample("openapi-cut")["paths"]


class TestRoutes:
    @pytest.mark.parametrize("route", cut_mattermost_openapi.served(), ids=" ".join)
    def test_exist_in_the_description_with_that_method(self, described, route):
        method, path = route

        assert method in described.get(path, {}), "run tools/cut_mattermost_openapi.py, if it is a new route"

    def test_are_all_of_the_cut(self, described):
        cut = {(method, path) for path, operations in described.items() for method in operations}

        assert cut == set(cut_mattermost_openapi.served())

    def test_are_there_for_every_call_of_deskbot(self):
        wanted = {(method, API + path) for method, path, _, _ in READ}

        assert wanted <= set(cut_mattermost_openapi.served())


class TestNames:
    @pytest.mark.parametrize(("method", "path", "place", "names"), READ)
    def test_of_what_is_sent_are_described(self, described, method, path, place, names):
        assert set(names) <= set(described[API + path][method][place])


class TestCut:
    def test_keeps_the_names_of_the_served_routes_alone(self):
        cut = cut_mattermost_openapi.cut(MADE_UP)

        assert cut == {
            "source": "a made-up one",
            "paths": {f"{API}/posts": {"post": {"query": ["set_online"], "body": ["a", "message"]}}},
        }

    def test_reads_a_body_that_is_a_list_as_without_names(self):
        body = {"content": {"application/json": {"schema": {"type": "array"}}}}
        contract = {
            "info": {"description": ""},
            "paths": {f"{API}/users/ids": {"post": {"requestBody": body}}},
        }

        assert cut_mattermost_openapi.cut(contract)["paths"] == {
            f"{API}/users/ids": {"post": {"query": [], "body": []}}
        }
