"""A line that is proved: what was read back of it, kept of it, written on it; profiles and agreements."""

import alembic.op as op
import sqlalchemy as sa

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add what a proved line needs; the rows of 0002 stay."""
    op.add_column("desk_line", sa.Column("drift", sa.Text))
    op.add_column("desk_line", sa.Column("greeting", sa.Text))
    op.create_table(
        "desk_reading",
        sa.Column("number_hash", sa.Text, primary_key=True),
        sa.Column("desk", sa.Text, nullable=False),
        sa.Column("read_at", sa.Text, nullable=False),
        sa.Column("reading_sealed", sa.Text, nullable=False),
    )
    _make_kept_lines()
    _make_profiles()
    op.create_table(
        "desk_agreement",
        sa.Column("desk", sa.Text, primary_key=True),
        sa.Column("subject", sa.Text, primary_key=True),
        sa.Column("about", sa.Text, primary_key=True),
        sa.Column("at", sa.Text, primary_key=True),
        sa.Column("agreed_by", sa.Text, nullable=False),
        sa.Column("until_at", sa.Text),
    )
    _make_line_changes()


def _make_kept_lines() -> None:
    op.create_table(
        "desk_kept_line",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("desk", sa.Text, nullable=False),
        sa.Column("starts", sa.Text, nullable=False),
        sa.Column("ends", sa.Text, nullable=False),
        sa.Column("zone", sa.Text, nullable=False),
        sa.Column("said_by", sa.Text, nullable=False),
        sa.Column("on_duty", sa.Text, nullable=False, server_default=""),
        sa.Column("lines_sealed", sa.Text, nullable=False),
        sa.Column("ended_at", sa.Text),
    )
    op.create_index("desk_kept_line_by_desk", "desk_kept_line", ["desk", "ends"])
    op.create_index("desk_kept_line_once", "desk_kept_line", ["key"], unique=True)


def _make_profiles() -> None:
    op.create_table(
        "desk_profile",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("desk", sa.Text, nullable=False),
        sa.Column("profile", sa.Text, nullable=False),
        sa.Column("starts", sa.Text, nullable=False),
        sa.Column("ends", sa.Text, nullable=False),
        sa.Column("zone", sa.Text, nullable=False),
        sa.Column("said_by", sa.Text, nullable=False),
        sa.Column("made_by", sa.Text, nullable=False),
        sa.Column("ended_by", sa.Text),
    )
    op.create_index("desk_profile_by_desk", "desk_profile", ["desk", "ended_by", "ends"])
    op.create_index("desk_profile_by_end", "desk_profile", ["ended_by"])
    op.create_index("desk_profile_by_maker", "desk_profile", ["made_by"])
    op.create_index("desk_profile_once", "desk_profile", ["key", "made_by"], unique=True)


def _make_line_changes() -> None:
    op.create_table(
        "desk_line_change",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("desk", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("usernames", sa.Text, nullable=False),
        sa.Column("writes", sa.Integer, nullable=False),
        sa.Column("adds_people", sa.Boolean, nullable=False),
    )
    op.create_index("desk_line_change_by_desk", "desk_line_change", ["desk", "at", "number"])
    op.create_index("desk_line_change_by_time", "desk_line_change", ["at", "number"])
