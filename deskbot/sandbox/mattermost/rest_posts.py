"""`/posts` of the API, and clicks on them."""

import fastapi

from deskbot.sandbox.mattermost import (
    actions,
    drafts,
    errors,
    http,
    ids,
    listing,
    permissions,
    posting,
    shapes,
    state,
)


def router(chat: state.Chat) -> fastapi.APIRouter:
    """Return the routes about posts."""
    routes = fastapi.APIRouter(prefix=http.PREFIX)
    session = http.authenticated(chat)

    @routes.post("/posts")
    def create(call: http.Call = fastapi.Depends(session)) -> fastapi.Response:
        post = posting.create(chat, call.user, drafts.parse(call.body))
        return http.reply(shapes.post(chat, post), status=201)

    @routes.post("/posts/ephemeral")
    def create_ephemeral(call: http.Call = fastapi.Depends(session)) -> fastapi.Response:
        # Only a system administrator may, and there is none here.
        raise errors.forbidden()

    @routes.get("/posts/{post_id}")
    def one(post_id: str, call: http.Call = fastapi.Depends(session)) -> fastapi.Response:
        http.require_id(post_id, "post_id")
        with chat.lock:
            return http.reply(shapes.post(chat, permissions.readable_post(chat, call.user, post_id)))

    @routes.get("/posts/{post_id}/thread")
    def thread(post_id: str, call: http.Call = fastapi.Depends(session)) -> fastapi.Response:
        return http.reply(listing.thread(chat, call.user, http.require_id(post_id, "post_id")))

    _add_edit_routes(routes, chat)
    _add_click_route(routes, chat)
    return routes


def _add_edit_routes(routes: fastapi.APIRouter, chat: state.Chat) -> None:
    session = http.authenticated(chat)

    @routes.put("/posts/{post_id}")
    def replace(post_id: str, call: http.Call = fastapi.Depends(session)) -> fastapi.Response:
        http.require_id(post_id, "post_id")
        return http.reply(
            shapes.post(chat, posting.replace(chat, call.user, post_id, drafts.parse(call.body)))
        )

    @routes.put("/posts/{post_id}/patch")
    def patch(post_id: str, call: http.Call = fastapi.Depends(session)) -> fastapi.Response:
        http.require_id(post_id, "post_id")
        return http.reply(shapes.post(chat, posting.patch(chat, call.user, post_id, drafts.parse(call.body))))

    @routes.delete("/posts/{post_id}")
    def delete(post_id: str, call: http.Call = fastapi.Depends(session)) -> fastapi.Response:
        posting.delete(chat, call.user, http.require_id(post_id, "post_id"))
        return http.ok()

    @routes.post("/posts/{post_id}/pin")
    def pin(post_id: str, call: http.Call = fastapi.Depends(session)) -> fastapi.Response:
        posting.pin(chat, call.user, http.require_id(post_id, "post_id"), pinned=True)
        return http.ok()

    @routes.post("/posts/{post_id}/unpin")
    def unpin(post_id: str, call: http.Call = fastapi.Depends(session)) -> fastapi.Response:
        posting.pin(chat, call.user, http.require_id(post_id, "post_id"), pinned=False)
        return http.ok()


def _add_click_route(routes: fastapi.APIRouter, chat: state.Chat) -> None:
    session = http.authenticated(chat)

    @routes.post("/posts/{post_id}/actions/{action_id}")
    def click(post_id: str, action_id: str, call: http.Call = fastapi.Depends(session)) -> fastapi.Response:
        http.require_id(post_id, "post_id")
        if not ids.is_routable(action_id):
            raise errors.failure("api.context.404.app_error")
        given = drafts.parse_object(call.body or b"{}", name="action")
        result = actions.click(
            chat,
            call.user,
            actions.Click(
                post_id=post_id,
                action_id=action_id,
                selected_option=drafts.text_field(given, "selected_option"),
                cookie=drafts.text_field(given, "cookie"),
            ),
        )
        return http.reply({"status": "OK", "trigger_id": result.trigger_id})
