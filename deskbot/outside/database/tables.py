"""The tables, as SQLAlchemy Core sees them; `migrations/` makes them.

Every name starts with `desk_`: the engine keeps its own tables in the same database. A phone number is two
columns: the sealed value, and a keyed hash to search by. Free text that people said or typed is sealed too.
Instants are UTC, in ISO form with microseconds, so that they compare as text on both databases. `starts`,
`ends` and `spans` are the wall's time beside the name of its zone (`walls`). A row with `made_by` holds
until a change ends it: `ended_by` is null while it does.
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
    sa.Column("starts", Text, nullable=False),
    sa.Column("ends", Text, nullable=False),
    sa.Column("zone", Text, nullable=False),
    sa.Column("rings", sa.Integer, nullable=False),
    sa.Column("made_by", Text, nullable=False),
    sa.Column("ended_by", Text),
    sa.Column("rank", Text, nullable=False),
    sa.Column("confirmed_at", Text),
    sa.Index("desk_slot_by_desk", "desk", "ended_by", "ends"),
    sa.Index("desk_slot_by_member", "member", "ended_by", "ends"),
    sa.Index("desk_slot_by_end", "ended_by", "ends", "desk", "zone"),
    sa.Index("desk_slot_by_maker", "made_by", "member"),
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
    sa.Column("done_by", Text),  # null when deskbot did it
    sa.Column("undone_at", Text),
    sa.Column("spans", Text, nullable=False),
    sa.Column("note_sealed", Text),
    sa.Index("desk_change_by_time", "at", "key"),
    sa.Index("desk_change_by_desk", "desk", "at", "key"),
)

exceptions = sa.Table(
    "desk_exception",
    METADATA,
    sa.Column("number", sa.Integer, primary_key=True),  # grows: the last that was said wins
    sa.Column("desk", Text, nullable=False),
    sa.Column("kind", Text, nullable=False),
    sa.Column("starts", Text, nullable=False),
    sa.Column("ends", Text, nullable=False),
    sa.Column("zone", Text, nullable=False),
    sa.Column("reason_sealed", Text),
    sa.Column("made_by", Text, nullable=False),
    sa.Column("ended_by", Text),
    sa.Index("desk_exception_by_desk", "desk", "ended_by", "ends"),
    sa.Index("desk_exception_once", "made_by", "desk", "starts", "ends", "kind", unique=True),
)

ignored_gaps = sa.Table(
    "desk_ignored_gap",
    METADATA,
    sa.Column("made_by", Text, primary_key=True),
    sa.Column("desk", Text, primary_key=True),
    sa.Column("starts", Text, primary_key=True),
    sa.Column("ends", Text, primary_key=True),
    sa.Column("zone", Text, nullable=False),
    sa.Column("ended_by", Text),
    sa.Index("desk_ignored_gap_by_desk", "desk", "ended_by", "ends"),
)

covers = sa.Table(
    "desk_cover",
    METADATA,
    sa.Column("key", Text, primary_key=True),
    sa.Column("made_by", Text, primary_key=True),  # one row for each change of the wish
    sa.Column("desk", Text, nullable=False),
    sa.Column("asker", Text, nullable=False),
    sa.Column("spans", Text, nullable=False),
    sa.Column("at", Text, nullable=False),
    sa.Column("taken_by", Text),
    sa.Column("ended_by", Text),
    sa.Index("desk_cover_by_maker", "made_by"),
    sa.Index("desk_cover_by_end", "ended_by"),
)

members = sa.Table(
    "desk_member",
    METADATA,
    sa.Column("username", Text, primary_key=True),
    sa.Column("name", Text, nullable=False),
    sa.Column("number_sealed", Text),
    sa.Column("number_hash", Text),
    sa.Column("declared_at", Text),
    sa.Column("proved_at", Text),
    sa.Column("proved_by", Text),
    sa.Column("rings", sa.Integer),
    sa.Column("accepted_at", Text),
    sa.Column("is_active", sa.Boolean, nullable=False),
    sa.Column("is_guest", sa.Boolean, nullable=False),
    sa.Column("stays", sa.Boolean, nullable=False),
    sa.Index("desk_member_by_number", "number_hash"),
)

circles = sa.Table(
    "desk_circle",
    METADATA,
    sa.Column("channel", Text, primary_key=True),
    sa.Column("username", Text, primary_key=True),
    sa.Index("desk_circle_by_member", "username"),
)

addresses = sa.Table(
    "desk_address",
    METADATA,
    sa.Column("kind", Text, primary_key=True),
    sa.Column("entity", Text, primary_key=True),
    sa.Column("token_sealed", Text, nullable=False),
    sa.Column("token_hash", Text, nullable=False),
    sa.Column("at", Text, nullable=False),
    sa.Index("desk_address_by_token", "token_hash", unique=True),
)

boards = sa.Table(
    "desk_board",
    METADATA,
    sa.Column("desk", Text, primary_key=True),
    sa.Column("channel", Text),
    sa.Column("post_id", Text),
    sa.Column("shown", Text),  # a digest of what the post says
)

gap_posts = sa.Table(
    "desk_gap_post",
    METADATA,
    sa.Column("key", Text, primary_key=True),
    sa.Column("desk", Text, nullable=False),
    sa.Column("channel", Text, nullable=False),
    sa.Column("kind", Text, nullable=False),
    sa.Column("first_day", Text, nullable=False),
    sa.Column("last_day", Text, nullable=False),
    sa.Column("post_id", Text),
    sa.Index("desk_gap_post_by_desk", "desk", "last_day"),
)

premises = sa.Table(
    "desk_premises",
    METADATA,
    sa.Column("place", Text, primary_key=True),
    sa.Column("presence", Text, nullable=False),
    sa.Column("said_by", Text, nullable=False),
    sa.Column("at", Text, nullable=False),
    sa.Column("until_at", Text),
)

contributions = sa.Table(
    "desk_contribution",
    METADATA,
    sa.Column("month", Text, primary_key=True),  # its first day
    sa.Column("member", Text, primary_key=True),
    sa.Column("minutes", sa.Integer, nullable=False),
    sa.Column("mended", sa.Boolean, nullable=False),
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
    sa.Index("desk_case_by_desk", "desk", "state"),
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
