"""A chat that behaves like a Mattermost 5.37 server: its REST API, and what it sends to integrations.

`config` describes the team, `state.Chat` is the server's memory, one module an operation (`posting`,
`listing`, `uploads`, `actions`, `commands`, `dialogs`), `rest*` the HTTP side of `/api/v4`, `control` the
console's side under `/sandbox/chat` (`people_do`, `view`). May import the standard library, FastAPI,
cryptography and nothing of deskbot outside `deskbot.sandbox`. Tested in
`tests/contracts/mattermost`; what it copies is in `facts/mattermost.md`.
"""
