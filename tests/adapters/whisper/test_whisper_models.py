import hashlib
import importlib.util
import pathlib
import re
import socket
import sys

import pytest

from deskbot.outside.whisper import models
from tests import services
from tests.adapters.whisper import hub

REVISION = "0123456789abcdef0123456789abcdef01234567"
FILES = {
    "model.bin": b"weights" * 100_000,
    "config.json": b"{}",
    "tokenizer.json": b'{"version": "1.0"}',
    "vocabulary.json": b"[]",
    "README.md": b"not wanted",
}
MODEL = models.Model(
    name="tiny",
    repo_id="somebody/tiny",
    revision=REVISION,
    sha256=hashlib.sha256(FILES["model.bin"]).hexdigest(),
    size_bytes=len(FILES["model.bin"]),
)


@pytest.fixture
def client():
    """The Hub's real client."""
    services.require(
        importlib.util.find_spec("huggingface_hub") is not None, "the extra `speech` is not installed"
    )


def download(target, *, endpoint, model=MODEL, progress=None):
    seen = [] if progress is None else progress
    return models.download(
        model, target=target, on_progress=lambda done, total: seen.append((done, total)), endpoint=endpoint
    )


class TestInstalledModel:
    def test_is_the_directory_when_it_is_whole(self, tmp_path):
        directory = tmp_path / "models" / "small"
        directory.mkdir(parents=True)
        for name in ("model.bin", "config.json", "tokenizer.json"):
            assert models.installed_model(tmp_path, "small") is None
            (directory / name).touch()

        assert models.installed_model(tmp_path, "small") == directory

    @pytest.mark.parametrize("name", ["", ".", "..", "../small", "/etc", "a/b", ".cache"])
    def test_takes_plain_names_only(self, name, tmp_path):
        with pytest.raises(ValueError, match="not a model's name"):
            models.installed_model(tmp_path, name)


class TestKnown:
    @pytest.mark.parametrize("model", models.KNOWN.values(), ids=models.KNOWN)
    def test_is_pinned(self, model):
        assert re.fullmatch("[0-9a-f]{40}", model.revision)
        assert re.fullmatch("[0-9a-f]{64}", model.sha256)


@pytest.mark.usefixtures("client")
class TestDownload:
    def test_brings_the_needed_files_and_tells_how_far_it_is(self, tmp_path):
        seen = []

        with hub.serving(FILES, revision=REVISION) as endpoint:
            got = download(models.folder(tmp_path, "tiny"), endpoint=endpoint, progress=seen)

        assert got == models.installed_model(tmp_path, "tiny")
        assert sorted(path.name for path in got.iterdir()) == sorted(set(FILES) - {"README.md"})
        assert (got / "model.bin").read_bytes() == FILES["model.bin"]
        assert seen[-1] == (MODEL.size_bytes, MODEL.size_bytes)
        assert seen == sorted(seen)

    def test_replaces_what_was_there(self, tmp_path):
        target = tmp_path / "tiny"
        target.mkdir()
        (target / "old").touch()

        with hub.serving(FILES, revision=REVISION) as endpoint:
            download(target, endpoint=endpoint)

        assert not (target / "old").exists()

    def test_says_that_nobody_answers(self, tmp_path):
        with pytest.raises(models.DownloadFailed) as caught:
            download(tmp_path / "tiny", endpoint=closed_port())

        assert caught.value.why is models.WhyNoModel.UNREACHABLE
        assert not (tmp_path / "tiny").exists()

    def test_says_that_the_network_was_switched_off(self, tmp_path, monkeypatch):
        from huggingface_hub import constants

        monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)  # what HF_HUB_OFFLINE=1 sets at import

        with pytest.raises(models.DownloadFailed) as caught:
            download(tmp_path / "tiny", endpoint=closed_port())

        assert caught.value.why is models.WhyNoModel.UNREACHABLE

    def test_does_not_take_an_interrupted_download_for_a_model(self, tmp_path):
        (tmp_path / "tiny.partial").mkdir()
        (tmp_path / "tiny.partial" / "config.json").write_text("{}")

        with pytest.raises(models.DownloadFailed) as caught:
            download(tmp_path / "tiny", endpoint=closed_port())

        assert caught.value.why is models.WhyNoModel.UNREACHABLE
        assert not (tmp_path / "tiny").exists()

    def test_says_that_the_revision_is_gone(self, tmp_path):
        with (
            hub.serving(FILES, revision="f" * 40) as endpoint,
            pytest.raises(models.DownloadFailed) as caught,
        ):
            download(tmp_path / "tiny", endpoint=endpoint)

        assert caught.value.why is models.WhyNoModel.GONE

    def test_says_that_a_file_is_gone(self, tmp_path):
        lost = frozenset({"model.bin"})
        with (
            hub.serving(FILES, revision=REVISION, lost=lost) as endpoint,
            pytest.raises(models.DownloadFailed) as caught,
        ):
            download(tmp_path / "tiny", endpoint=endpoint)

        assert caught.value.why is models.WhyNoModel.GONE

    def test_refuses_weights_that_were_not_tried(self, tmp_path):
        with (
            hub.serving({**FILES, "model.bin": b"other"}, revision=REVISION) as endpoint,
            pytest.raises(models.DownloadFailed) as caught,
        ):
            download(tmp_path / "tiny", endpoint=endpoint)

        assert caught.value.why is models.WhyNoModel.ALTERED
        assert list(tmp_path.glob("tiny*")) == []

    def test_says_that_it_cannot_write(self, tmp_path):
        (tmp_path / "file").touch()

        with pytest.raises(models.DownloadFailed) as caught:
            download(pathlib.Path(tmp_path / "file" / "tiny"), endpoint=closed_port())

        assert caught.value.why is models.WhyNoModel.CANNOT_WRITE


class TestDownloadWithoutTheExtra:
    def test_says_what_is_missing(self, tmp_path, monkeypatch):
        monkeypatch.setitem(sys.modules, "huggingface_hub", None)

        with pytest.raises(models.DownloadFailed) as caught:
            download(tmp_path / "tiny", endpoint="http://127.0.0.1:1")

        assert caught.value.why is models.WhyNoModel.NOT_INSTALLED


def closed_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{taken.getsockname()[1]}"
