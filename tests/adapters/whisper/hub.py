"""A stand-in for huggingface.co on a loopback port: the requests that getting a pinned model makes."""

import contextlib
import hashlib
import http.server
import json
import pathlib
import threading
import urllib.parse


@contextlib.contextmanager
def serving(files, *, revision, lost=frozenset()):
    """Serve `files` at any repository's `revision`; a name in `lost` is listed and cannot be fetched."""
    server = Hub(files, revision=revision, lost=lost)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class Hub(http.server.ThreadingHTTPServer):
    def __init__(self, files, *, revision, lost):
        super().__init__(("127.0.0.1", 0), Handler)
        self.files, self.revision, self.lost = files, revision, lost

    def find(self, path):
        """Return the body and the headers at `path`, or None and the Hub's word for what is missing."""
        name = pathlib.PurePath(path).name
        if path.endswith(f"/revision/{self.revision}"):
            return json.dumps({"id": "somebody/tiny", "sha": self.revision, "siblings": []}).encode(), {}
        if path.endswith(f"/tree/{self.revision}"):
            return json.dumps([entry(name, data) for name, data in self.files.items()]).encode(), {}
        if f"/resolve/{self.revision}/" in path and name not in self.lost:
            data = self.files[name]
            return data, {"ETag": f'"{digest(data)}"', "X-Repo-Commit": self.revision}
        return None, {"X-Error-Code": "EntryNotFound" if "/resolve/" in path else "RevisionNotFound"}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        body, headers = self.server.find(urllib.parse.urlsplit(self.path).path)
        self.send_response(404 if body is None else 200)
        for name, value in {**headers, "Content-Length": str(len(body or b""))}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body or b"")

    do_HEAD = do_GET  # noqa: N815 - http.server looks for this name

    def log_message(self, format, *args):
        """Say nothing."""


def entry(name, data):
    return {"type": "file", "path": name, "size": len(data), "oid": digest(data)}


def digest(data):
    return hashlib.sha1(data).hexdigest()
