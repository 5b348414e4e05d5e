"""The whole life of a slot: ranks, the journal, members, exceptions, covers, addresses, posts."""

import alembic.op as op
import sqlalchemy as sa

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add what a slot's life needs; the rows of 0001 stay."""
    _grow_slots()
    _grow_changes()
    op.create_index("desk_case_by_desk", "desk_case", ["desk", "state"])
    _make_members()
    _make_exceptions()
    _make_covers()
    _make_posts()
    _make_addresses()
    op.create_table(
        "desk_premises",
        sa.Column("place", sa.Text, primary_key=True),
        sa.Column("presence", sa.Text, nullable=False),
        sa.Column("said_by", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("until_at", sa.Text),
    )
    op.create_table(
        "desk_contribution",
        sa.Column("month", sa.Text, primary_key=True),
        sa.Column("member", sa.Text, primary_key=True),
        sa.Column("minutes", sa.Integer, nullable=False),
        sa.Column("mended", sa.Boolean, nullable=False),
    )


def _grow_slots() -> None:
    op.add_column("desk_slot", sa.Column("rank", sa.Text, nullable=False, server_default="first"))
    op.add_column("desk_slot", sa.Column("confirmed_at", sa.Text))
    op.create_index("desk_slot_by_member", "desk_slot", ["member", "ended_by", "ends"])
    op.create_index("desk_slot_by_end", "desk_slot", ["ended_by", "ends", "desk", "zone"])
    op.create_index("desk_slot_by_maker", "desk_slot", ["made_by", "member"])


def _grow_changes() -> None:
    op.add_column("desk_change", sa.Column("done_by", sa.Text))
    op.add_column("desk_change", sa.Column("undone_at", sa.Text))
    op.add_column("desk_change", sa.Column("spans", sa.Text, nullable=False, server_default="[]"))
    op.add_column("desk_change", sa.Column("note_sealed", sa.Text))
    # The changes of 0001 are claims and releases, which each member made for themselves.
    changes = sa.table("desk_change", sa.column("member"), sa.column("done_by"))
    op.execute(changes.update().values(done_by=changes.c.member))
    op.create_index("desk_change_by_time", "desk_change", ["at", "key"])
    op.create_index("desk_change_by_desk", "desk_change", ["desk", "at", "key"])


def _make_members() -> None:
    op.create_table(
        "desk_member",
        sa.Column("username", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("number_sealed", sa.Text),
        sa.Column("number_hash", sa.Text),
        sa.Column("declared_at", sa.Text),
        sa.Column("proved_at", sa.Text),
        sa.Column("proved_by", sa.Text),
        sa.Column("rings", sa.Integer),
        sa.Column("accepted_at", sa.Text),
        sa.Column("is_active", sa.Boolean, nullable=False),
        sa.Column("is_guest", sa.Boolean, nullable=False),
        sa.Column("stays", sa.Boolean, nullable=False),
    )
    op.create_index("desk_member_by_number", "desk_member", ["number_hash"])
    op.create_table(
        "desk_circle",
        sa.Column("channel", sa.Text, primary_key=True),
        sa.Column("username", sa.Text, primary_key=True),
    )
    op.create_index("desk_circle_by_member", "desk_circle", ["username"])


def _make_exceptions() -> None:
    op.create_table(
        "desk_exception",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("desk", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("starts", sa.Text, nullable=False),
        sa.Column("ends", sa.Text, nullable=False),
        sa.Column("zone", sa.Text, nullable=False),
        sa.Column("reason_sealed", sa.Text),
        sa.Column("made_by", sa.Text, nullable=False),
        sa.Column("ended_by", sa.Text),
    )
    op.create_index("desk_exception_by_desk", "desk_exception", ["desk", "ended_by", "ends"])
    once = ["made_by", "desk", "starts", "ends", "kind"]
    op.create_index("desk_exception_once", "desk_exception", once, unique=True)
    op.create_table(
        "desk_ignored_gap",
        sa.Column("made_by", sa.Text, primary_key=True),
        sa.Column("desk", sa.Text, primary_key=True),
        sa.Column("starts", sa.Text, primary_key=True),
        sa.Column("ends", sa.Text, primary_key=True),
        sa.Column("zone", sa.Text, nullable=False),
        sa.Column("ended_by", sa.Text),
    )
    op.create_index("desk_ignored_gap_by_desk", "desk_ignored_gap", ["desk", "ended_by", "ends"])


def _make_covers() -> None:
    op.create_table(
        "desk_cover",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("made_by", sa.Text, primary_key=True),
        sa.Column("desk", sa.Text, nullable=False),
        sa.Column("asker", sa.Text, nullable=False),
        sa.Column("spans", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("taken_by", sa.Text),
        sa.Column("ended_by", sa.Text),
    )
    op.create_index("desk_cover_by_maker", "desk_cover", ["made_by"])
    op.create_index("desk_cover_by_end", "desk_cover", ["ended_by"])


def _make_posts() -> None:
    op.create_table(
        "desk_board",
        sa.Column("desk", sa.Text, primary_key=True),
        sa.Column("channel", sa.Text),
        sa.Column("post_id", sa.Text),
        sa.Column("shown", sa.Text),
    )
    op.create_table(
        "desk_gap_post",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("desk", sa.Text, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("first_day", sa.Text, nullable=False),
        sa.Column("last_day", sa.Text, nullable=False),
        sa.Column("post_id", sa.Text),
    )
    op.create_index("desk_gap_post_by_desk", "desk_gap_post", ["desk", "last_day"])


def _make_addresses() -> None:
    op.create_table(
        "desk_address",
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("entity", sa.Text, primary_key=True),
        sa.Column("token_sealed", sa.Text, nullable=False),
        sa.Column("token_hash", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
    )
    op.create_index("desk_address_by_token", "desk_address", ["token_hash"], unique=True)
