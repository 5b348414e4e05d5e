"""The page at a `validationUrl`, where a person lets a consumer key in. Plain HTML, one button."""

import html
from collections.abc import Callable

import fastapi
from fastapi import responses

from deskbot.sandbox.ovh import credentials
from deskbot.sandbox.ovh import line as lines

PATH = "/auth/"
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; form-action 'self'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
}
_PAGE = """<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>Valider une clé</title></head>
<body><h1>{title}</h1>{body}</body></html>
"""


def router(account: lines.Account) -> fastapi.APIRouter:
    """Return the routes of the page."""
    found = fastapi.APIRouter()
    found.add_api_route(PATH, _endpoint(account, _ask), methods=["GET"], include_in_schema=False)
    found.add_api_route(PATH, _endpoint(account, _validate), methods=["POST"], include_in_schema=False)
    return found


def _endpoint(
    account: lines.Account, show: Callable[[lines.Account, str], responses.Response]
) -> Callable[[str], responses.Response]:
    def serve(token: str = fastapi.Query(alias="credentialToken")) -> responses.Response:
        try:
            return show(account, token)
        except lines.UnknownToken:
            return _page("Cette demande n'existe pas.", status=404)

    return serve


def _ask(account: lines.Account, token: str) -> responses.Response:
    credential = account.credential_of(token)
    if credential.status == "validated":
        return _page("La clé est validée.")
    return _page(
        "Une application demande une clé",
        body=f"<p>Elle pourra :</p><ul>{_rights(credential)}</ul>"
        '<form method="post"><button type="submit">Valider</button></form>',
    )


def _validate(account: lines.Account, token: str) -> responses.Response:
    account.validate(token)
    return _page("La clé est validée.", body="<p>Vous pouvez fermer cette page.</p>")


def _rights(credential: credentials.Credential) -> str:
    return "".join(f"<li>{html.escape(f'{method} {path}')}</li>" for method, path in credential.rules)


def _page(title: str, *, body: str = "", status: int = 200) -> responses.Response:
    text = _PAGE.format(title=html.escape(title), body=body)
    return responses.HTMLResponse(text, status_code=status, headers=_HEADERS)
