"""The chat and the voicemail box around a `recorder.Recorder`: cards are posted, messages fetched."""

import collections.abc
import dataclasses
import pathlib

from deskbot.calls import destination, reminding
from deskbot.chat import messages
from deskbot.flows import card_help, card_shown, delete_post, erase_recording, keep_recording, show_card
from deskbot.outside import recordings as recordings_module
from deskbot.outside.contacts import file as contacts_file
from deskbot.rules import answer
from tests.adapters.database import recorder

CHANNELS = destination.Channels(
    home="standard", admins="admins", topics={"comptabilite": "compta", "accueil": "accueil"}, desks={}
)


class Killed(BaseException):
    """The process died."""


@dataclasses.dataclass(kw_only=True)
class Post:
    """What stands in a channel, or in the thread of another post of it."""

    post_id: str
    place: messages.Place
    key: str
    message: messages.Message
    root_id: str | None = None
    files: tuple[bytes, ...] = ()


class FakeChat:
    """Keeps posts, each once under its key in its place; `dies_at` is the call after which nobody lives."""

    def __init__(self) -> None:
        """Begin with nothing said."""
        self.posts: dict[str, Post] = {}
        self.calls = 0
        self.dies_at: int | None = None

    def post(
        self,
        message: messages.Message,
        *,
        place: messages.Place,
        key: str,
        root_id: str | None = None,
        is_new: bool = False,
    ) -> str:
        """Post once, unless it is said that it is new."""
        known = None if is_new else self._found(place, key, root_id)
        return self._done(known or self._made(Post(post_id="", place=place, key=key, message=message)))

    def find(self, place: messages.Place, *, key: str) -> str | None:
        """Return the post of that key in a channel."""
        return self._found(place, key, None)

    def edit(self, post_id: str, *, message: messages.Message, place: messages.Place, key: str) -> None:
        """Make a post say something else."""
        self.posts[post_id].message = message
        self._done(post_id)

    def attach(
        self,
        message: messages.Message,
        *,
        place: messages.Place,
        key: str,
        root_id: str | None,
        files: collections.abc.Sequence[tuple[str, bytes]],
    ) -> str:
        """Post files once."""
        sounds = tuple(content for _, content in files)
        made = Post(post_id="", place=place, key=key, message=message, root_id=root_id, files=sounds)
        return self._done(self._found(place, key, root_id) or self._made(made))

    def pin(self, post_id: str) -> None:
        """Pin a post."""

    def delete(self, post_id: str) -> None:
        """Take a post back."""
        del self.posts[post_id]

    def link(self, post_id: str) -> str:
        """Return the address of a post."""
        return f"https://chat.invalid/{post_id}"

    def cards(self) -> dict[tuple[str, str], messages.Message]:
        """Return what says a card, or links to one: by its channel and the key of its post."""
        return {
            (one.place.name, one.key): one.message
            for one in self.posts.values()
            if isinstance(one.place, messages.Channel) and one.root_id is None
        }

    def sounds(self) -> list[tuple[str, bytes]]:
        """Return each sound that hangs in a thread, with the card under whose post it does."""
        found = [(one.root_id, sound) for one in self.posts.values() for sound in one.files]
        return sorted((self.posts[root or ""].key.removeprefix("card-"), sound) for root, sound in found)

    def _found(self, place: messages.Place, key: str, root_id: str | None) -> str | None:
        wanted = (place, key, root_id)
        return next(
            (one.post_id for one in self.posts.values() if (one.place, one.key, one.root_id) == wanted), None
        )

    def _made(self, post: Post) -> str:
        post.post_id = f"p{len(self.posts)}-{self.calls}"
        self.posts[post.post_id] = post
        return post.post_id

    def _done(self, post_id: str) -> str:
        self.calls += 1
        if self.calls == self.dies_at:
            raise Killed
        return post_id


class _Box:
    """The voicemail box: each message sounds like its key."""

    def download(self, _desk: str, key: str) -> bytes:
        return f"ID3 {key}".encode()


class _NoRules:
    def find(self, _question: str) -> answer.Abstention:
        return answer.Abstention(why=answer.Why.NOTHING_CLOSE, confidence=0.0)


class Room:
    """What shows the cards of a recorder and keeps the sounds of its messages."""

    def __init__(self, line: recorder.Recorder, folder: pathlib.Path) -> None:
        """Begin with an empty chat and no sound kept."""
        self.line = line
        self.chat = FakeChat()
        self._folder = folder
        self.recordings = recordings_module.RecordingFolder(folder)
        self.view = card_shown.View(
            house=line.house,
            channels=CHANNELS,
            contacts=contacts_file.FileContacts(None),
            helper=card_help.Helper(advice={}, rules=_NoRules()),
            link=self.chat.link,
        )

    def fetches(self) -> None:
        """Fetch the messages whose sound is not there yet."""
        for key in self._popped(keep_recording.KIND):
            keep_recording.run(
                key,
                step=_step,
                log_of_calls=_Box(),
                recordings=self.recordings,
                store=self.line.data,
                clock=self.line.clock,
            )

    def kept(self) -> list[str]:
        """Return the names of the sounds that are kept."""
        return sorted(one.name for one in self._folder.glob("message-*"))

    def shows(self) -> None:
        """Show the cards that changed."""
        for key in self._popped(show_card.KIND):
            self.shows_card(key)

    def shows_card(self, key: str) -> None:
        """Show one card."""
        show_card.run(
            key,
            step=_step,
            view=self.view,
            delays=reminding.Delays(),
            recordings=self.recordings,
            store=self.line.data,
            chat=self.chat,
            clock=self.line.clock,
        )

    def settles(self) -> None:
        """Do all there is to do, what waits for some minutes too."""
        while self.line.due(keep_recording.KIND) or self.line.due(show_card.KIND):
            self.fetches()
            self.shows()
        for key in self._popped(delete_post.KIND):
            delete_post.run(key, step=_step, chat=self.chat)
        for key in self._popped(erase_recording.KIND):
            erase_recording.run(
                key,
                step=_step,
                deletes_posts=True,
                recordings=self.recordings,
                store=self.line.data,
                clock=self.line.clock,
            )
        if self.line.due(show_card.KIND):
            self.settles()

    def _popped(self, kind: str) -> list[str]:
        keys = self.line.due(kind)
        with self.line.data.write() as work:
            for key in keys:
                work.due.drop(kind, key)
        return keys


def _step(_name, call):
    return call()
