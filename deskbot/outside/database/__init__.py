"""SQLite or PostgreSQL: tables, migrations, and one module of named queries for each noun.

Tested in `tests/adapters/database`, on real database files.
"""
