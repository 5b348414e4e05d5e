"""The answers of the rehearsal on the real line (`deskbot doctor ovh --rehearse`), in a file of their own."""

import collections.abc
import os
import pathlib
import tomllib

import pydantic

from deskbot.settings import operator, problems

FILE_NAME = "ovh-assumptions.toml"

Answer = bool | int | None


def read(folder: pathlib.Path) -> dict[str, Answer]:
    """Return the answers kept in `folder`, by the names of `line.assumptions`; none without a file.

    :raises problems.BadSettings: if the file cannot be read, or holds anything else.
    """
    path = folder / FILE_NAME
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except OSError as problem:
        raise _refused(path, kind="not_readable", detail=type(problem).__name__) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise _refused(path, kind="not_toml", detail=str(problem)) from None
    return _checked(written, path=path)


def write(folder: pathlib.Path, answers: collections.abc.Mapping[str, Answer]) -> pathlib.Path:
    """Keep `answers` in `folder` in place of those before, all or nothing, and return the file.

    :raises problems.BadSettings: if one is no answer to anything.
    """
    path = folder / FILE_NAME
    known = _checked(answers, path=path)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = folder / f".{FILE_NAME}.part"
    draft.write_text("".join(f"{name} = {_toml(known[name])}\n" for name in sorted(known)), encoding="utf-8")
    os.replace(draft, path)
    return path


def _checked(written: collections.abc.Mapping[str, object], *, path: pathlib.Path) -> dict[str, Answer]:
    try:
        return operator.Assumptions.model_validate(written).written
    except pydantic.ValidationError as problem:
        found = [problems.from_pydantic(one) for one in problem.errors()]
    raise problems.BadSettings(
        [problems.Problem(where=f"{path}: {one.where}", kind=one.kind, detail=one.detail) for one in found]
    )


def _toml(answer: Answer) -> str:
    if answer is None:
        return f'"{operator.NEVER}"'
    return str(answer).lower()


def _refused(path: pathlib.Path, *, kind: str, detail: str) -> problems.BadSettings:
    return problems.BadSettings([problems.Problem(where=str(path), kind=kind, detail=detail)])
