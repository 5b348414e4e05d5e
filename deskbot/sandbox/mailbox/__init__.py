"""The e-mails that OVH sends of voicemail messages, delivered into a Maildir for a real mail server to show.

Nobody knows their exact words (facts/ovh.md): they are switches. Tested in `tests/contracts/mailbox`.
"""
