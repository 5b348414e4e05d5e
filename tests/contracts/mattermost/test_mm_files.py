"""The traps of files (facts/mattermost.md, "Files")."""

import pytest

from tests.contracts.mattermost import lab as labs


def upload(
    lab: labs.Lab, username: str = "deskbot", *, name: str = "vm.mp3", content: bytes = b"sound"
) -> dict:
    with lab.as_user(username) as client:
        answer = client.post(
            "/files",
            data={"channel_id": lab.channel_id("standard")},
            files={"files": (name, content, "audio/x-declared")},
        )
    assert answer.status_code == 201, answer.text
    return answer.json()["file_infos"][0]


class TestUpload:
    @pytest.mark.parametrize(
        ("name", "mime_type"),
        [
            ("vm.mp3", "audio/mpeg"),
            ("VM.MP3", "audio/mpeg"),
            ("vm.wav", "audio/x-wav"),
            ("vm.ogg", "audio/ogg"),
            ("vm.opus", "audio/ogg"),
            ("vm.m4a", "audio/mp4"),
            ("vm.amr", "audio/AMR"),
            ("voicemail", ""),
        ],
    )
    def test_takes_the_type_from_the_extension(self, lab: labs.Lab, name: str, mime_type: str) -> None:
        assert upload(lab, name=name)["mime_type"] == mime_type

    def test_refuses_what_is_too_large(self, lab: labs.Lab) -> None:
        with lab.as_user("deskbot") as client:
            answer = client.post(
                "/files",
                data={"channel_id": lab.channel_id("standard")},
                files={"files": ("vm.mp3", b"x" * 5001)},
            )

        assert answer.status_code == 413
        assert answer.json()["id"] == "api.file.upload_file.too_large_detailed.app_error"

    def test_takes_the_simple_form_too(self, lab: labs.Lab) -> None:
        query = {"channel_id": lab.channel_id("standard"), "filename": "vm.wav"}
        with lab.as_user("deskbot") as client:
            answer = client.post("/files", params=query, content=b"sound")

        assert answer.json()["file_infos"][0]["mime_type"] == "audio/x-wav"


class TestAttach:
    def test_happens_only_when_the_post_is_created(self, lab: labs.Lab) -> None:
        post, info = lab.post(), upload(lab)
        with lab.as_user("deskbot") as client:
            patched = client.put(
                f"/posts/{post['id']}/patch", json={"file_ids": [info["id"]], "message": "see"}
            )
            put = client.put(f"/posts/{post['id']}", json=post | {"file_ids": [info["id"]]})

        assert (patched.status_code, put.status_code) == (200, 200)
        assert "file_ids" not in patched.json()
        assert "file_ids" not in put.json()

    def test_happens_once(self, lab: labs.Lab) -> None:
        info = upload(lab)

        first, second = lab.post(file_ids=[info["id"]]), lab.post(file_ids=[info["id"]])

        assert first["file_ids"] == [info["id"]]
        assert "file_ids" not in second

    def test_drops_the_file_of_another_uploader_without_a_word(self, lab: labs.Lab) -> None:
        info = upload(lab, "alice")

        assert "file_ids" not in lab.post("deskbot", file_ids=[info["id"]])

    def test_drops_a_file_uploaded_for_another_channel(self, lab: labs.Lab) -> None:
        info = upload(lab)

        assert "file_ids" not in lab.post(channel="town-square", file_ids=[info["id"]])

    def test_refuses_more_ids_than_the_column_holds(self, lab: labs.Lab) -> None:
        ids = [upload(lab)["id"] for _ in range(11)]
        with lab.as_user("deskbot") as client:
            body = {"channel_id": lab.channel_id("standard"), "message": "", "file_ids": ids}

            assert client.post("/posts", json=body).status_code == 400
            assert client.post("/posts", json=body | {"file_ids": ids[:10]}).status_code == 201


class TestDownload:
    def test_is_an_attachment_with_ranges(self, lab: labs.Lab) -> None:
        info = upload(lab, content=b"0123456789")
        lab.post(file_ids=[info["id"]])
        with lab.as_user("alice") as client:
            whole = client.get(f"/files/{info['id']}")
            middle = client.get(f"/files/{info['id']}", headers={"Range": "bytes=2-4"})
            tail = client.get(f"/files/{info['id']}", headers={"Range": "bytes=-3"})
            beyond = client.get(f"/files/{info['id']}", headers={"Range": "bytes=10-"})

        assert (whole.status_code, whole.content) == (200, b"0123456789")
        assert whole.headers["Content-Type"] == "audio/mpeg"
        assert whole.headers["Content-Disposition"].startswith("attachment")
        assert whole.headers["X-Content-Type-Options"] == "nosniff"
        assert (middle.status_code, middle.content) == (206, b"234")
        assert middle.headers["Content-Range"] == "bytes 2-4/10"
        assert tail.content == b"789"
        assert beyond.status_code == 416

    def test_is_octet_stream_without_an_extension(self, lab: labs.Lab) -> None:
        info = upload(lab, name="voicemail")
        with lab.as_user("deskbot") as client:
            answer = client.get(f"/files/{info['id']}")

        assert answer.headers["Content-Type"] == "application/octet-stream"

    def test_is_refused_to_who_is_not_in_the_channel(self, lab: labs.Lab) -> None:
        info = upload(lab)
        lab.post(file_ids=[info["id"]])
        with lab.as_user("carol") as client:
            assert client.get(f"/files/{info['id']}").status_code == 403

    def test_is_refused_to_others_before_it_is_posted(self, lab: labs.Lab) -> None:
        info = upload(lab)
        with lab.as_user("alice") as client:
            assert client.get(f"/files/{info['id']}").status_code == 403
