"""Every call one card: what sources told is kept, and cards know more of themselves."""

import datetime as dt

import alembic.op as op
import sqlalchemy as sa

revision = "0004"
down_revision = "0003"

# Each look at the operator's records goes back so far.
_READ_AGAIN = dt.timedelta(hours=2)


def upgrade() -> None:
    """Add what cards need; the rows of 0003 stay."""
    _grow_sources()
    _grow_calls()
    _grow_cases()
    _add_intakes()
    op.add_column("desk_due", sa.Column("first_at", sa.Text))
    _add_call_backs()
    _make_erasable()
    _make_privacy_runs()
    _add_texts_sent()


def _grow_sources() -> None:
    """Keep what was told beside its key; of what was told before only the key is known."""
    _forget_the_latest()
    op.rename_table("desk_seen", "desk_source")
    for name in ("event_at", "event_sealed", "call_key"):
        op.add_column("desk_source", sa.Column(name, sa.Text))
    op.create_index("desk_source_by_time", "desk_source", ["desk", "event_at"])
    op.create_index("desk_source_by_state", "desk_source", ["desk", "call_key", "event_at"])
    op.create_index("desk_source_by_call", "desk_source", ["call_key"])


def _add_intakes() -> None:
    op.create_table(
        "desk_intake",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("begun_at", sa.Text),
        sa.Column("looked_at", sa.Text),
        sa.Column("blind_since", sa.Text),
        sa.Column("blindness_told", sa.Boolean, nullable=False),
    )


def _forget_the_latest() -> None:
    """Have what was seen last read again: what is told late of the same calls must find them.

    Their calls are known again by their keys, which are those of what was first told of them. What a desk's
    first look found is left: it was never to become calls.
    """
    connection = op.get_bind()
    seen = sa.table("desk_seen", *map(sa.column, ("desk", "source", "at")))
    line = sa.table("desk_line", *map(sa.column, ("desk", "polled_at")))
    first = (
        sa.select(seen.c.desk, sa.func.min(seen.c.at), line.c.polled_at)
        .join(line, line.c.desk == seen.c.desk)
        .where(line.c.polled_at.is_not(None))
        .group_by(seen.c.desk, line.c.polled_at)
    )
    for desk, first_at, polled_at in connection.execute(first).all():
        # Instants are text of one length: those of the last hours come after.
        since = (dt.datetime.fromisoformat(polled_at) - _READ_AGAIN).isoformat(timespec="microseconds")
        latest = (seen.c.desk == desk) & (seen.c.at > first_at) & (seen.c.at >= since)
        connection.execute(sa.delete(seen).where(latest, ~_is_of_a_call_before(seen, since)))


def _is_of_a_call_before(seen: sa.TableClause, since: str) -> sa.Exists:
    """Whether it is the message of a call whose records are not read again: the box lists all there is."""
    call = sa.table("desk_call", *map(sa.column, ("desk", "at", "voicemail")))
    return sa.exists().where(
        call.c.desk == seen.c.desk, seen.c.source == "vm-" + call.c.voicemail, call.c.at < since
    )


def _grow_calls() -> None:
    op.add_column("desk_call", sa.Column("number", sa.Text))
    op.add_column("desk_call", sa.Column("outcome", sa.Text, nullable=False, server_default="missed"))
    op.add_column("desk_call", sa.Column("waited_s", sa.Integer))
    op.add_column("desk_call", sa.Column("was_open", sa.Boolean))
    op.add_column("desk_call", sa.Column("case_key", sa.Text))
    op.add_column("desk_call", sa.Column("mail", sa.Text))
    op.add_column("desk_call", sa.Column("caller_told", sa.Boolean, nullable=False, server_default=sa.true()))
    op.create_index("desk_call_by_caller", "desk_call", ["caller_hash", "at"])
    op.create_index("desk_call_by_case", "desk_call", ["case_key"])
    op.create_index("desk_call_by_outcome", "desk_call", ["desk", "outcome"])
    # As `merge.Call.outcome` of 0003 had it.
    op.execute("UPDATE desk_call SET outcome = 'voicemail' WHERE voicemail IS NOT NULL")
    talked = "incoming_s > 0 AND NOT leg_unanswered AND NOT reached_voicemail"
    op.execute(
        f"UPDATE desk_call SET outcome = 'answered' WHERE voicemail IS NULL AND (leg_answered OR ({talked}))"
    )
    op.execute("UPDATE desk_call SET case_key = key WHERE key IN (SELECT key FROM desk_case)")
    op.execute("UPDATE desk_call SET reached_voicemail = (reached_voicemail OR legs_sealed IS NOT NULL)")
    with op.batch_alter_table("desk_call") as table:
        table.alter_column("reached_voicemail", new_column_name="knows_rings")
        for name in ("incoming_s", "leg_answered", "leg_unanswered"):
            table.drop_column(name)


def _grow_cases() -> None:
    texts = ("caller_sealed", "caller_hash", "opened_at", "assigned_by", "done_at", "posted_in")
    more = ("left_post_id", "left_channel", "transcript_post_id", "topic_by", "urgent_by", "last_call_at")
    people = ("opened_by", "taken_before", "assigned_before", "ended", "channel_by", "refused_channel")
    again = ("reopened_at", "reopened_by", "closed_with", "tried", "tried_in")
    for name in (*texts, *more, *people, *again):
        op.add_column("desk_case", sa.Column(name, sa.Text))
    op.add_column("desk_case", sa.Column("origin", sa.Text, nullable=False, server_default="call"))
    op.add_column("desk_case", sa.Column("calls", sa.Integer, nullable=False, server_default="1"))
    op.add_column("desk_case", sa.Column("moves", sa.Integer, nullable=False, server_default="0"))
    op.add_column("desk_case", sa.Column("reminded", sa.Integer, nullable=False, server_default="0"))
    op.add_column("desk_case", sa.Column("joined_to", sa.Text))
    op.create_index("desk_case_by_joined", "desk_case", ["joined_to"])
    op.create_index("desk_case_by_companions", "desk_case", ["closed_with"])
    op.create_index("desk_case_by_caller", "desk_case", ["caller_hash", "state"])
    op.create_index("desk_case_by_end", "desk_case", ["done_at"])
    for name, known in (
        ("caller_sealed", "caller_sealed"),
        ("caller_hash", "caller_hash"),
        ("opened_at", "at"),
        ("last_call_at", "at"),
    ):
        op.execute(
            f"UPDATE desk_case SET {name} = "
            f"(SELECT desk_call.{known} FROM desk_call WHERE desk_call.key = desk_case.key)"
        )
    op.execute("UPDATE desk_case SET posted_in = channel WHERE post_id IS NOT NULL")


def _add_call_backs() -> None:
    op.create_table(
        "desk_call_back",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("case_key", sa.Text, nullable=False),
        sa.Column("username", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("asked_at", sa.Text),
    )
    op.create_index("desk_call_back_by_member", "desk_call_back", ["username", "at"])


def _make_erasable() -> None:
    """Tell when what is personal went, and find what is old enough to go without reading the rest."""
    op.add_column("desk_member", sa.Column("left_at", sa.Text))
    op.add_column("desk_call", sa.Column("erased_at", sa.Text))
    for name in ("erased_at", "recording_erased_at"):
        op.add_column("desk_case", sa.Column(name, sa.Text))
    op.add_column("desk_notice", sa.Column("at", sa.Text))
    for index, table, columns in (
        ("desk_call_by_age", "desk_call", ["erased_at", "at"]),
        ("desk_source_by_age", "desk_source", ["event_at"]),
        ("desk_source_by_told", "desk_source", ["at"]),
        ("desk_case_by_age", "desk_case", ["state", "erased_at", "done_at"]),
        ("desk_case_by_sound", "desk_case", ["state", "recording_erased_at", "done_at"]),
        ("desk_alert_by_case", "desk_alert", ["case_key"]),
        ("desk_alert_by_age", "desk_alert", ["state", "last_told_at"]),
        ("desk_call_back_by_time", "desk_call_back", ["at"]),
        ("desk_notice_by_age", "desk_notice", ["at"]),
        ("desk_question_by_time", "desk_question", ["at"]),
    ):
        op.create_index(index, table, columns)
    # A card that was done before it was noted when: it is as old as its call.
    op.execute("UPDATE desk_case SET done_at = opened_at WHERE state = 'done' AND done_at IS NULL")


def _make_privacy_runs() -> None:
    op.create_table(
        "desk_privacy_run",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("task", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("asked_by", sa.Text),
        sa.Column("number_sealed", sa.Text),
        sa.Column("number_hash", sa.Text),
        sa.Column("with_open", sa.Boolean, nullable=False),
        sa.Column("confirmed_at", sa.Text),
        sa.Column("done_at", sa.Text),
        sa.Column("post_id", sa.Text),
        sa.Column("counts", sa.Text, nullable=False),
    )
    op.create_index("desk_privacy_run_by_number", "desk_privacy_run", ["number_hash"])
    op.create_index("desk_privacy_run_by_time", "desk_privacy_run", ["at"])


def _add_texts_sent() -> None:
    op.create_table(
        "desk_text_sent",
        sa.Column("caller_hash", sa.Text, primary_key=True),
        sa.Column("day", sa.Text, primary_key=True),
    )
