"""Sending a request to an integration, with the server's timeout and a line in the journal."""

import time

from deskbot.sandbox.mattermost import integration, journal, state


def send(chat: state.Chat, request: integration.Request, *, kind: str) -> integration.Answer:
    """Send `request` and return the answer; the caller must not hold the lock.

    :raises integration.IntegrationUnreachable: if there is none in time.
    """
    started = time.monotonic()
    status: int | None = None
    error = ""
    try:
        answer = integration.send(
            request,
            timeout_s=chat.config.timings.integration_timeout_s,
            forbid_internal=chat.panel.current.internal_addresses_forbidden,
        )
        status = answer.status
        return answer
    except integration.IntegrationUnreachable as unreachable:
        error = str(unreachable)
        raise
    finally:
        chat.journal.add_sent(
            journal.Sent(
                at=chat.clock.now().isoformat(),
                kind=kind,
                url=request.url,
                status=status,
                error=error,
                took_ms=int((time.monotonic() - started) * 1000),
            )
        )
