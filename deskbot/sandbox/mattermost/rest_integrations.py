"""Commands, dialogs and `response_url`s of the API."""

import fastapi

from deskbot.sandbox.mattermost import answers, commands, dialogs, drafts, http, state


def router(chat: state.Chat) -> fastapi.APIRouter:
    """Return the routes through which users and integrations meet."""
    routes = fastapi.APIRouter()
    session = http.authenticated(chat)

    @routes.post(http.PREFIX + "/commands/execute")
    def execute(call: http.Call = fastapi.Depends(session)) -> fastapi.Response:
        given = drafts.parse_object(call.body, name="command_args")
        typed = commands.Typed(
            channel_id=drafts.text_field(given, "channel_id"),
            command=drafts.text_field(given, "command"),
            team_id=drafts.text_field(given, "team_id"),
            root_id=drafts.text_field(given, "root_id"),
            site_url=call.site_url,
        )
        result = commands.execute(chat, call.user, typed)
        return http.reply(result.answer.to_json(trigger_id=result.trigger_id))

    @routes.post(http.PREFIX + "/actions/dialogs/open")
    def open_dialog(body: bytes = fastapi.Depends(http.raw_body)) -> fastapi.Response:
        dialogs.open_dialog(chat, body)
        return http.ok()

    @routes.post(http.PREFIX + "/actions/dialogs/submit")
    def submit_dialog(call: http.Call = fastapi.Depends(session)) -> fastapi.Response:
        return http.reply(dialogs.submit(chat, call.user, dialogs.read_submission(call.body)))

    @routes.post("/hooks/commands/{hook_id}")
    def answer_later(hook_id: str, body: bytes = fastapi.Depends(http.raw_body)) -> fastapi.Response:
        answers.use_hook(chat, hook_id, body=body)
        return fastapi.Response("ok", media_type="text/plain")

    return routes
