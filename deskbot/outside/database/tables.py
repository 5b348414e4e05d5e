"""The tables, as SQLAlchemy Core sees them; `migrations/` makes them.

Every name starts with `desk_`: the engine keeps its own tables in the same database. A phone number is two
columns: the sealed value, and a keyed hash to search by. Free text that people said or typed is sealed too.
Instants are UTC, in ISO form with microseconds, so that they compare as text on both databases.
"""

import sqlalchemy as sa

METADATA = sa.MetaData()

Text = sa.Text

slots = sa.Table(
    "desk_slot",
    METADATA,
    sa.Column("key", Text, primary_key=True),
    sa.Column("desk", Text, nullable=False),
    sa.Column("member", Text, nullable=False),
    sa.Column("starts", Text, nullable=False),  # local wall time, ISO, no zone
    sa.Column("ends", Text, nullable=False),
    sa.Column("zone", Text, nullable=False),
    sa.Column("rings", sa.Integer, nullable=False),
    sa.Column("made_by", Text, nullable=False),  # the change that made it
    sa.Column("ended_by", Text),  # the change that ended it; null while it holds
    sa.Index("desk_slot_by_desk", "desk", "ended_by", "ends"),
)

changes = sa.Table(
    "desk_change",
    METADATA,
    sa.Column("key", Text, primary_key=True),
    sa.Column("desk", Text, nullable=False),
    sa.Column("kind", Text, nullable=False),
    sa.Column("member", Text, nullable=False),
    sa.Column("at", Text, nullable=False),
    sa.Column("undone_by", Text),
)

calls = sa.Table(
    "desk_call",
    METADATA,
    sa.Column("key", Text, primary_key=True),
    sa.Column("desk", Text, nullable=False),
    sa.Column("caller_sealed", Text),
    sa.Column("caller_hash", Text),
    sa.Column("at", Text, nullable=False),
    sa.Column("incoming_s", sa.Integer),
    sa.Column("leg_answered", sa.Boolean, nullable=False),
    sa.Column("leg_unanswered", sa.Boolean, nullable=False),
    sa.Column("reached_voicemail", sa.Boolean, nullable=False),
    sa.Column("legs_sealed", Text),
    sa.Column("voicemail", Text),
    sa.Column("message_s", sa.Integer),
    sa.Index("desk_call_by_desk", "desk", "at"),
)

seen = sa.Table(
    "desk_seen",
    METADATA,
    sa.Column("desk", Text, primary_key=True),
    sa.Column("source", Text, primary_key=True),
    sa.Column("at", Text, nullable=False),
)

cases = sa.Table(
    "desk_case",
    METADATA,
    sa.Column("key", Text, primary_key=True),  # the key of its call
    sa.Column("desk", Text, nullable=False),
    sa.Column("channel", Text, nullable=False),
    sa.Column("state", Text, nullable=False),
    sa.Column("taken_by", Text),
    sa.Column("taken_at", Text),
    sa.Column("closing", Text),
    sa.Column("note_sealed", Text),
    sa.Column("done_by", Text),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("shown_version", sa.Integer, nullable=False),
    sa.Column("post_id", Text),
    sa.Column("recording_post_id", Text),
    sa.Column("recording_name", Text),
    sa.Column("hearing", Text, nullable=False),
    sa.Column("hearing_why", Text),
    sa.Column("transcript_sealed", Text),
    sa.Column("topic", Text),
    sa.Column("urgent", sa.Boolean, nullable=False),
)

alerts = sa.Table(
    "desk_alert",
    METADATA,
    sa.Column("key", Text, primary_key=True),
    sa.Column("desk", Text, nullable=False),
    sa.Column("text_sealed", Text, nullable=False),
    sa.Column("raised_by", Text),
    sa.Column("case_key", Text),
    sa.Column("state", Text, nullable=False),
    sa.Column("told", sa.Integer, nullable=False),
    sa.Column("last_told_at", Text),
    sa.Column("taken_by", Text),
    sa.Column("taken_at", Text),
)

alert_posts = sa.Table(
    "desk_alert_post",
    METADATA,
    sa.Column("post_id", Text, primary_key=True),
    sa.Column("alert", Text, nullable=False),
    sa.Column("username", Text),  # who it named; null for everybody
    sa.Column("direct", sa.Boolean, nullable=False),
    sa.Index("desk_alert_post_by_alert", "alert"),
)

notices = sa.Table(
    "desk_notice",
    METADATA,
    sa.Column("key", Text, primary_key=True),
    sa.Column("channel", Text),
    sa.Column("username", Text),  # a direct message; one of the two is set
    sa.Column("kind", Text, nullable=False),
    sa.Column("message_sealed", Text, nullable=False),
    sa.Column("post_id", Text),
)

lines = sa.Table(
    "desk_line",
    METADATA,
    sa.Column("desk", Text, primary_key=True),
    sa.Column("verified_at", Text),
    sa.Column("told", Text),  # what the channel was last told, as a key
    sa.Column("failing_since", Text),
    sa.Column("waiting_since", Text),
    sa.Column("polled_at", Text),
    sa.Column("verified", Text),
    sa.Column("blind_since", Text),
    sa.Column("blindness_told", sa.Boolean, nullable=False),
    sa.Column("trouble_told", sa.Boolean, nullable=False),
)

questions = sa.Table(
    "desk_question",
    METADATA,
    sa.Column("key", Text, primary_key=True),
    sa.Column("asked_by", Text, nullable=False),
    sa.Column("question_sealed", Text, nullable=False),
    sa.Column("at", Text, nullable=False),
)

due = sa.Table(
    "desk_due",
    METADATA,
    sa.Column("kind", Text, primary_key=True),
    sa.Column("key", Text, primary_key=True),
    sa.Column("due_at", Text, nullable=False),
    sa.Column("attempt", sa.Integer, nullable=False),
    sa.Column("nonce", Text, nullable=False),
    sa.Index("desk_due_by_time", "due_at"),
)

nodes = sa.Table(
    "desk_node",
    METADATA,
    sa.Column("executor", Text, primary_key=True),
    sa.Column("beat", sa.Float, nullable=False),
)
