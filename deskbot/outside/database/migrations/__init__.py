"""Alembic migrations of the desk_ tables."""
