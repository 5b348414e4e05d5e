"""What OVH answers when it refuses, as exceptions that know their body."""

import http
from typing import Any


class ApiError(Exception):
    """The API refuses the call."""

    def __init__(self, status: int, message: str, *, kind: str, code: str | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.kind = kind
        self.code = code

    @property
    def body(self) -> dict[str, Any]:
        """Return the body as OVH writes it; only the gateway's refusals carry a code."""
        if self.code is None:
            return {"class": self.kind, "message": self.message}
        http_code = f"{self.status} {http.HTTPStatus(self.status).phrase}"
        return {
            "class": self.kind,
            "message": self.message,
            "errorCode": self.code,
            "httpCode": http_code,
        }


def bad_request(message: str) -> ApiError:
    """Return the refusal of a parameter."""
    return ApiError(400, message, kind="Client::BadRequest")


def not_found(message: str = "This service does not exist") -> ApiError:
    """Return the refusal of a path or an object that does not exist."""
    return ApiError(404, message, kind="Client::NotFound")


def no_object(name: str, value: object) -> ApiError:
    """Return the refusal of an identifier that names nothing."""
    return not_found(f"The requested object ({name} = {value}) does not exist")


def conflict(message: str) -> ApiError:
    """Return the refusal of something that exists already."""
    return ApiError(409, message, kind="Client::Conflict")


def not_modelled(method: str, path: str) -> ApiError:
    """Return the answer to a call that OVH has and this sandbox has not."""
    message = f"The sandbox does not model {method} {path}: it exists at OVH, but nothing here needs it yet"
    return ApiError(501, message, kind="Server::NotImplemented")


def refused(status: int, message: str, *, code: str) -> ApiError:
    """Return a refusal of the gateway (keys, signatures, rights)."""
    kind = {400: "Client::BadRequest", 401: "Client::Unauthorized"}.get(status, "Client::Forbidden")
    return ApiError(status, message, kind=kind, code=code)
