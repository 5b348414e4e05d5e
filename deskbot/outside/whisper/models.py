"""Which models we know, where they lie, and the one explicit command that gets one."""

import collections.abc
import dataclasses
import enum
import errno
import hashlib
import pathlib
import shutil
import typing

_NEEDED = ("model.bin", "config.json", "tokenizer.json")
_PATTERNS = ["config.json", "preprocessor_config.json", "model.bin", "tokenizer.json", "vocabulary.*"]
_ANSWER_TIMEOUT_S = 15.0

Progress: typing.TypeAlias = collections.abc.Callable[[int, int], None]
"""Called with the bytes that came and the bytes expected so far."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Model:
    """A published model, at one revision: what is downloaded next year is what was tried today."""

    name: str
    repo_id: str
    revision: str
    #: Of model.bin.
    sha256: str
    size_bytes: int


#: facts/speech.md section 7: turbo makes about half the errors of small; small needs a third of its memory.
KNOWN = {
    model.name: model
    for model in (
        Model(
            name="large-v3-turbo",
            repo_id="dropbox-dash/faster-whisper-large-v3-turbo",
            revision="0a363e9161cbc7ed1431c9597a8ceaf0c4f78fcf",
            sha256="e76620f83d5f5b69efd3d87e3dc180c1bd21df9fbebacfd4335e5e1efcc018da",
            size_bytes=1_617_884_929,
        ),
        Model(
            name="small",
            repo_id="Systran/faster-whisper-small",
            revision="536b0662742c02347bc0e980a01041f333bce120",
            sha256="3e305921506d8872816023e4c273e75d2419fb89b24da97b4fe7bce14170d671",
            size_bytes=483_546_902,
        ),
    )
}


class WhyNoModel(enum.StrEnum):
    """What prevented a download; each value has its sentence in prompts/."""

    NOT_INSTALLED = "not_installed"
    UNREACHABLE = "unreachable"
    #: The publisher no longer has this model or this revision.
    GONE = "gone"
    NO_SPACE = "no_space"
    #: What came is not the file that was tried.
    ALTERED = "altered"
    CANNOT_WRITE = "cannot_write"


class DownloadFailed(Exception):
    """The model was not downloaded; what came is kept, and the next try goes on from there."""

    def __init__(self, why: WhyNoModel, detail: str = "") -> None:
        super().__init__(why, detail)
        self.why = why
        self.detail = detail


def folder(state_dir: pathlib.Path, name: str) -> pathlib.Path:
    """Return where the model `name` lies, or would.

    :raises ValueError: if `name` is not a plain name.
    """
    if not name or name != pathlib.PurePath(name).name or name.startswith("."):
        raise ValueError(f"not a model's name: {name!r}")
    return state_dir / "models" / name


def installed_model(state_dir: pathlib.Path, name: str) -> pathlib.Path | None:
    """Return the directory of the model `name` if it is there, whole."""
    directory = folder(state_dir, name)
    return directory if is_complete(directory) else None


def is_complete(directory: pathlib.Path) -> bool:
    """Tell whether a directory has what the recogniser needs."""
    # Without tokenizer.json faster-whisper would ask the network (facts/speech.md section 1).
    return all((directory / name).is_file() for name in _NEEDED)


def download(
    model: Model, *, target: pathlib.Path, on_progress: Progress, endpoint: str | None = None
) -> pathlib.Path:
    """Bring `model` into `target`, which appears only when it is whole and is the file that was tried.

    :raises DownloadFailed: if it could not be had.
    """
    partial = target.with_name(f"{target.name}.partial")
    try:
        partial.mkdir(parents=True, exist_ok=True)
        _fetch(model, partial, on_progress=on_progress, endpoint=endpoint)
        _check(model, partial)
        shutil.rmtree(partial / ".cache", ignore_errors=True)
        shutil.rmtree(target, ignore_errors=True)
        partial.rename(target)
    except OSError as error:
        raise _failure(error) from None
    return target


def _fetch(model: Model, into: pathlib.Path, *, on_progress: Progress, endpoint: str | None) -> None:
    try:
        import huggingface_hub
        from huggingface_hub import errors
    except ImportError:
        raise DownloadFailed(WhyNoModel.NOT_INSTALLED) from None
    from deskbot.outside.whisper import progress

    # HTTPError belongs to the HTTP library under the Hub's client, which has changed before.
    hub_errors: typing.Any = errors
    try:
        # Asked first because it does not insist: snapshot_download tries for 23 s where nobody answers.
        huggingface_hub.HfApi(endpoint=endpoint, token=False).model_info(
            model.repo_id, revision=model.revision, timeout=_ANSWER_TIMEOUT_S
        )
        huggingface_hub.snapshot_download(
            model.repo_id,
            revision=model.revision,
            local_dir=into,
            allow_patterns=_PATTERNS,
            tqdm_class=progress.bar(on_progress, total_bytes=model.size_bytes),
            endpoint=endpoint,
            token=False,  # the models are public: no account of this machine is shown
        )
    except (errors.RepositoryNotFoundError, errors.RevisionNotFoundError, errors.EntryNotFoundError) as error:
        # An entry that is not in the local cache means that the network was asked and did not answer.
        is_here = isinstance(error, errors.LocalEntryNotFoundError)
        raise DownloadFailed(
            WhyNoModel.UNREACHABLE if is_here else WhyNoModel.GONE, type(error).__name__
        ) from None
    except (hub_errors.HTTPError, hub_errors.XetDownloadError, ConnectionError, TimeoutError) as error:
        raise DownloadFailed(WhyNoModel.UNREACHABLE, type(error).__name__) from None


def _check(model: Model, directory: pathlib.Path) -> None:
    # The Hub's client returns a half-filled directory with a mere warning when it cannot reach the Hub.
    if not is_complete(directory):
        raise DownloadFailed(WhyNoModel.UNREACHABLE, "incomplete")
    if _sha256(directory / "model.bin") != model.sha256:
        shutil.rmtree(directory, ignore_errors=True)
        raise DownloadFailed(WhyNoModel.ALTERED)


def _sha256(path: pathlib.Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _failure(error: OSError) -> DownloadFailed:
    why = WhyNoModel.NO_SPACE if error.errno == errno.ENOSPC else WhyNoModel.CANNOT_WRITE
    return DownloadFailed(why, type(error).__name__)
