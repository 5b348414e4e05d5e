"""How a server breaks off: the connection closes without a word."""

import asyncio

import fastapi
from fastapi import responses


async def drop(request: fastapi.Request) -> responses.Response:
    """Close the connection without a word, where the server lets us; else answer 503."""
    transport = getattr(getattr(request.receive, "__self__", None), "transport", None)
    if transport is not None:
        transport.abort()
        await asyncio.sleep(0)  # The server learns of it in its next turn, and then sends nothing.
    return responses.Response(status_code=503)
