"""The first tables."""

import alembic.op as op
import sqlalchemy as sa

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table of the first version."""
    op.create_table(
        "desk_slot",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("desk", sa.Text, nullable=False),
        sa.Column("member", sa.Text, nullable=False),
        sa.Column("starts", sa.Text, nullable=False),
        sa.Column("ends", sa.Text, nullable=False),
        sa.Column("zone", sa.Text, nullable=False),
        sa.Column("rings", sa.Integer, nullable=False),
        sa.Column("made_by", sa.Text, nullable=False),
        sa.Column("ended_by", sa.Text),
    )
    op.create_index("desk_slot_by_desk", "desk_slot", ["desk", "ended_by", "ends"])
    op.create_table(
        "desk_change",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("desk", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("member", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("undone_by", sa.Text),
    )
    op.create_table(
        "desk_call",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("desk", sa.Text, nullable=False),
        sa.Column("caller_sealed", sa.Text),
        sa.Column("caller_hash", sa.Text),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("incoming_s", sa.Integer),
        sa.Column("leg_answered", sa.Boolean, nullable=False),
        sa.Column("leg_unanswered", sa.Boolean, nullable=False),
        sa.Column("reached_voicemail", sa.Boolean, nullable=False),
        sa.Column("legs_sealed", sa.Text),
        sa.Column("voicemail", sa.Text),
        sa.Column("message_s", sa.Integer),
    )
    op.create_index("desk_call_by_desk", "desk_call", ["desk", "at"])
    op.create_table(
        "desk_seen",
        sa.Column("desk", sa.Text, primary_key=True),
        sa.Column("source", sa.Text, primary_key=True),
        sa.Column("at", sa.Text, nullable=False),
    )
    op.create_table(
        "desk_case",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("desk", sa.Text, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("taken_by", sa.Text),
        sa.Column("taken_at", sa.Text),
        sa.Column("closing", sa.Text),
        sa.Column("note_sealed", sa.Text),
        sa.Column("done_by", sa.Text),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("shown_version", sa.Integer, nullable=False),
        sa.Column("post_id", sa.Text),
        sa.Column("recording_post_id", sa.Text),
        sa.Column("recording_name", sa.Text),
        sa.Column("hearing", sa.Text, nullable=False),
        sa.Column("hearing_why", sa.Text),
        sa.Column("transcript_sealed", sa.Text),
        sa.Column("topic", sa.Text),
        sa.Column("urgent", sa.Boolean, nullable=False),
    )
    op.create_table(
        "desk_alert",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("desk", sa.Text, nullable=False),
        sa.Column("text_sealed", sa.Text, nullable=False),
        sa.Column("raised_by", sa.Text),
        sa.Column("case_key", sa.Text),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("told", sa.Integer, nullable=False),
        sa.Column("last_told_at", sa.Text),
        sa.Column("taken_by", sa.Text),
        sa.Column("taken_at", sa.Text),
    )
    op.create_table(
        "desk_alert_post",
        sa.Column("post_id", sa.Text, primary_key=True),
        sa.Column("alert", sa.Text, nullable=False),
        sa.Column("username", sa.Text),
        sa.Column("direct", sa.Boolean, nullable=False),
    )
    op.create_index("desk_alert_post_by_alert", "desk_alert_post", ["alert"])
    op.create_table(
        "desk_notice",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("channel", sa.Text),
        sa.Column("username", sa.Text),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("message_sealed", sa.Text, nullable=False),
        sa.Column("post_id", sa.Text),
    )
    op.create_table(
        "desk_line",
        sa.Column("desk", sa.Text, primary_key=True),
        sa.Column("verified_at", sa.Text),
        sa.Column("told", sa.Text),
        sa.Column("failing_since", sa.Text),
        sa.Column("waiting_since", sa.Text),
        sa.Column("polled_at", sa.Text),
        sa.Column("verified", sa.Text),
        sa.Column("blind_since", sa.Text),
        sa.Column("blindness_told", sa.Boolean, nullable=False),
        sa.Column("trouble_told", sa.Boolean, nullable=False),
    )
    op.create_table(
        "desk_question",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("asked_by", sa.Text, nullable=False),
        sa.Column("question_sealed", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
    )
    op.create_table(
        "desk_due",
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("due_at", sa.Text, nullable=False),
        sa.Column("attempt", sa.Integer, nullable=False),
        sa.Column("nonce", sa.Text, nullable=False),
    )
    op.create_index("desk_due_by_time", "desk_due", ["due_at"])
    op.create_table(
        "desk_node",
        sa.Column("executor", sa.Text, primary_key=True),
        sa.Column("beat", sa.Float, nullable=False),
    )
