"""The mailbox that the operator sends voicemail e-mails to."""

import ipaddress
import re
from typing import Annotated, Literal, Self

import pydantic
import pydantic_core

from deskbot.settings import section, whole

_PORTS = {"tls": 993, "starttls": 143, "none": 143}
_FLAG = "flag"
_FOLDER = "folder:"
# An address, or every address of a domain.
_SENDER = re.compile(r"[^@\s]*@[^@\s]+")


def _as_sender(written: str) -> str:
    if not _SENDER.fullmatch(written):
        raise pydantic_core.PydanticCustomError("not_a_sender", "neither an address nor a domain")
    return written.lower()


def _as_done(written: str) -> str:
    folder = written.removeprefix(_FOLDER)
    if written != _FLAG and (folder == written or not folder.isprintable() or not folder.strip()):
        raise pydantic_core.PydanticCustomError("not_done", "neither a flag nor a folder")
    return written


_Sender = Annotated[str, pydantic.AfterValidator(_as_sender)]
_Done = Annotated[str, pydantic.AfterValidator(_as_done)]


class Mailbox(section.Section):
    """A folder of an IMAP server; without `host` none is read.

    `tls = "none"` is for a server on this machine. `senders` are those of voicemail e-mails; none: whoever
    writes like one is believed. `done`: what becomes of a mail that was read, "flag" or "folder:<name>".
    """

    host: str | None = pydantic.Field(default=None, min_length=1)
    port: int | None = pydantic.Field(default=None, ge=1, le=65535)
    tls: Literal["tls", "starttls", "none"] = "tls"
    user: str | None = pydantic.Field(default=None, min_length=1)
    password: pydantic.SecretStr | None = None
    folder: str = pydantic.Field(default="INBOX", min_length=1)
    senders: list[_Sender] = pydantic.Field(default=[])
    done: _Done = _FLAG
    poll_s: float = pydantic.Field(default=60, ge=1)

    @property
    def used_port(self) -> int:
        """The port, which is the usual one unless it is written."""
        return self.port or _PORTS[self.tls]

    @property
    def done_folder(self) -> str | None:
        """The folder that mails go to once they were read, None where they are flagged."""
        return None if self.done == _FLAG else self.done.removeprefix(_FOLDER)

    @pydantic.model_validator(mode="after")
    def _can_be_used(self) -> Self:
        if self.host is None:
            return self
        wanted = {"user": self.user, "password": self.password}
        misfits = [whole.Misfit(at=(name,), kind="missing") for name, one in wanted.items() if not one]
        if self.tls == "none" and not _is_here(self.host):
            misfits.append(whole.Misfit(at=("tls",), kind="not_encrypted"))
        whole.refuse(misfits)
        return self


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
