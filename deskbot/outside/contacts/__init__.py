"""The organisation's address book, as a file that people export from elsewhere: a table (CSV) or vCards.

Imports `people`, and no other outside package. Tested in `tests/unit/outside/test_contacts_*.py` and
`tests/adapters/contacts`.
"""
