"""The mailbox that the operator sends voicemail e-mails to: IMAP, and what those e-mails say.

`wire` reads bytes, `session` and `client` touch the socket. Tested in `tests/unit/outside/test_mailbox_*`
and, with a real Dovecot, in `tests/adapters/mailbox`.
"""
