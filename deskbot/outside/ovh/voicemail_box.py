"""A voicemail at OVH: what it does with messages, and its temporary greeting."""

from deskbot.line import observed
from deskbot.outside.ovh import api as api_module
from deskbot.outside.ovh import found
from deskbot.outside.ovh.wire import paths, shapes, voicemails
from deskbot.outside.ovh.wire import writes as wire_writes


class OvhVoicemail:
    """One voicemail, by its name at OVH."""

    def __init__(self, api: api_module.OvhApi, *, billing_account: str, name: str) -> None:
        self._api = api
        self._at = paths.voicemail(billing_account, name)

    def greeting(self) -> observed.Greeting:
        """Return its temporary greeting."""
        settings = self._settings()
        return voicemails.greeting_of(settings, is_recorded=self._is_recorded(settings))

    def settings(self) -> found.VoicemailSettings:
        """Return what it does with messages."""
        settings = self._settings()
        return voicemails.settings_of(settings, is_recorded=self._is_recorded(settings))

    def switch_greeting(self, *, on: bool) -> None:
        """Have callers hear its temporary greeting or not."""
        call = wire_writes.Call(
            method="PUT",
            path=f"{self._at}/settings",
            body={"temporaryGreetingActivated": on},
            keeps=voicemails.KEEPS,
        )
        self._api.put(call.path, wire_writes.with_kept(call, self._settings()))

    def _settings(self) -> shapes.Payload:
        settings: shapes.Payload = self._api.get(f"{self._at}/settings")
        return settings

    def _is_recorded(self, settings: shapes.Payload) -> bool:
        if voicemails.has_sound(settings):
            return True
        listed = self._api.get(f"{self._at}/greetings", {"dir": voicemails.TEMPORARY})
        return bool(shapes.keys_of(listed))
