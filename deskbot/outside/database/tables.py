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
    sa.Column("left_at", Text),  # since when the purge has seen them gone
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
    sa.Column("number", Text),  # the public number that was dialled
    sa.Column("caller_sealed", Text),
    sa.Column("caller_hash", Text),
    sa.Column("caller_told", sa.Boolean, nullable=False),  # false while no source says who called
    sa.Column("at", Text, nullable=False),
    sa.Column("knows_rings", sa.Boolean, nullable=False),  # false while no source says whom it rang
    sa.Column("legs_sealed", Text),
    sa.Column("voicemail", Text),
    sa.Column("mail", Text),
    sa.Column("message_s", sa.Integer),
    sa.Column("outcome", Text, nullable=False),
    sa.Column("waited_s", sa.Integer),
    sa.Column("was_open", sa.Boolean),
    sa.Column("case_key", Text),  # its card: that of another call of the same caller, where they are gathered
    sa.Index("desk_call_by_desk", "desk", "at"),
    sa.Index("desk_call_by_caller", "caller_hash", "at"),
    sa.Column("erased_at", Text),  # when the numbers went; the rest is kept to be counted
    sa.Index("desk_call_by_case", "case_key"),
    sa.Index("desk_call_by_age", "erased_at", "at"),
    sa.Index("desk_call_by_outcome", "desk", "outcome"),
)

intakes = sa.Table(
    "desk_intake",
    METADATA,
    sa.Column("key", Text, primary_key=True),
    sa.Column("begun_at", Text),
    sa.Column("looked_at", Text),
    sa.Column("blind_since", Text),
    sa.Column("blindness_told", sa.Boolean, nullable=False),
)

sources = sa.Table(
    "desk_source",
    METADATA,
    sa.Column("desk", Text, primary_key=True),
    sa.Column("source", Text, primary_key=True),
    sa.Column("at", Text, nullable=False),  # when deskbot was told
    sa.Column("event_at", Text),  # when it happened; null where what was told is not kept
    sa.Column("event_sealed", Text),
    sa.Column("call_key", Text),
    sa.Index("desk_source_by_time", "desk", "event_at"),
    sa.Index("desk_source_by_state", "desk", "call_key", "event_at"),
    sa.Index("desk_source_by_call", "call_key"),
    sa.Index("desk_source_by_age", "event_at"),
    sa.Index("desk_source_by_told", "at"),
)

cases = sa.Table(
    "desk_case",
    METADATA,
    sa.Column("key", Text, primary_key=True),  # the key of its call, where it has one
    sa.Column("desk", Text, nullable=False),
    sa.Column("origin", Text, nullable=False),
    sa.Column("channel", Text, nullable=False),
    sa.Column("caller_sealed", Text),
    sa.Column("caller_hash", Text),
    sa.Column("opened_at", Text),
    sa.Column("opened_by", Text),  # who typed it, for a note
    sa.Column("state", Text, nullable=False),
    sa.Column("taken_by", Text),
    sa.Column("taken_at", Text),
    sa.Column("assigned_by", Text),  # who handed it over; null when whoever has it took it
    sa.Column("taken_before", Text),  # who had it before it was handed over
    sa.Column("assigned_before", Text),  # who had handed it to them
    sa.Column("ended", Text),  # how it had ended before it was handed over, as JSON
    sa.Column("closing", Text),
    sa.Column("note_sealed", Text),
    sa.Column("done_by", Text),
    sa.Column("done_at", Text),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("shown_version", sa.Integer, nullable=False),
    sa.Column("post_id", Text),
    sa.Column("posted_in", Text),  # the channel of that post
    sa.Column("left_post_id", Text),  # the post that the card moved away from, and that links to it
    sa.Column("left_channel", Text),
    sa.Column("moves", sa.Integer, nullable=False),  # each post of it has a key of its own
    sa.Column("channel_by", Text),  # who chose its channel; null when its topic did
    sa.Column("refused_channel", Text),  # where it should be, and may not
    sa.Column("recording_post_id", Text),
    sa.Column("transcript_post_id", Text),
    sa.Column("recording_name", Text),
    sa.Column("hearing", Text, nullable=False),
    sa.Column("hearing_why", Text),
    sa.Column("transcript_sealed", Text),
    sa.Column("topic", Text),
    sa.Column("topic_by", Text),  # who said so; null when deskbot did
    sa.Column("urgent", sa.Boolean, nullable=False),
    sa.Column("urgent_by", Text),
    sa.Column("calls", sa.Integer, nullable=False),  # how many calls of the caller are gathered in it
    sa.Column("last_call_at", Text),
    sa.Column("reminded", sa.Integer, nullable=False),
    sa.Column("closed_with", Text),  # names the cards that were ended together
    sa.Column("tried", Text),  # the key under which its post was last to be made
    sa.Column("tried_in", Text),  # the channel in which it was
    sa.Column("reopened_at", Text),  # when it was last to be dealt with again
    sa.Column("reopened_by", Text),  # who said so; null when a message came
    sa.Column("erased_at", Text),  # when the number and the texts went
    sa.Column("recording_erased_at", Text),
    sa.Index("desk_case_by_desk", "desk", "state"),
    sa.Index("desk_case_by_caller", "caller_hash", "state"),
    sa.Index("desk_case_by_end", "done_at"),
    sa.Index("desk_case_by_age", "state", "erased_at", "done_at"),
    sa.Index("desk_case_by_sound", "state", "recording_erased_at", "done_at"),
    sa.Column("joined_to", Text),  # the card that stands for this one
    sa.Index("desk_case_by_joined", "joined_to"),
    sa.Index("desk_case_by_companions", "closed_with"),
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
    sa.Index("desk_alert_by_case", "case_key"),
    sa.Index("desk_alert_by_age", "state", "last_told_at"),
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
    sa.Column("at", Text),  # null for what was kept before 0004, until the purge has seen it
    sa.Index("desk_notice_by_age", "at"),
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
    sa.Column("drift", Text),  # the key of the post that shows what somebody else changed
    sa.Column("greeting", Text),
)

readings = sa.Table(
    "desk_reading",
    METADATA,
    sa.Column("number_hash", Text, primary_key=True),
    sa.Column("desk", Text, nullable=False),
    sa.Column("read_at", Text, nullable=False),
    sa.Column("reading_sealed", Text, nullable=False),  # whole, its number included
)

kept_lines = sa.Table(
    "desk_kept_line",
    METADATA,
    sa.Column("number", sa.Integer, primary_key=True),  # grows: the last that was said wins
    sa.Column("key", Text, nullable=False),
    sa.Column("desk", Text, nullable=False),
    sa.Column("starts", Text, nullable=False),
    sa.Column("ends", Text, nullable=False),
    sa.Column("zone", Text, nullable=False),
    sa.Column("said_by", Text, nullable=False),
    sa.Column("on_duty", Text, nullable=False, server_default=""),
    sa.Column("lines_sealed", Text, nullable=False),
    sa.Column("ended_at", Text),
    sa.Index("desk_kept_line_by_desk", "desk", "ends"),
    sa.Index("desk_kept_line_once", "key", unique=True),
)

profiles = sa.Table(
    "desk_profile",
    METADATA,
    sa.Column("number", sa.Integer, primary_key=True),  # grows: they are told in the order they were said
    sa.Column("key", Text, nullable=False),
    sa.Column("desk", Text, nullable=False),
    sa.Column("profile", Text, nullable=False),
    sa.Column("starts", Text, nullable=False),
    sa.Column("ends", Text, nullable=False),
    sa.Column("zone", Text, nullable=False),
    sa.Column("said_by", Text, nullable=False),
    sa.Column("made_by", Text, nullable=False),
    sa.Column("ended_by", Text),
    sa.Index("desk_profile_by_desk", "desk", "ended_by", "ends"),
    sa.Index("desk_profile_by_end", "ended_by"),
    sa.Index("desk_profile_by_maker", "made_by"),
    sa.Index("desk_profile_once", "key", "made_by", unique=True),
)

agreements = sa.Table(
    "desk_agreement",
    METADATA,
    sa.Column("desk", Text, primary_key=True),
    sa.Column("subject", Text, primary_key=True),
    sa.Column("about", Text, primary_key=True),  # a username, or empty
    sa.Column("at", Text, primary_key=True),
    sa.Column("agreed_by", Text, nullable=False),
    sa.Column("until_at", Text),
)

line_changes = sa.Table(
    "desk_line_change",
    METADATA,
    sa.Column("number", sa.Integer, primary_key=True),  # grows: several are made in one look
    sa.Column("desk", Text, nullable=False),
    sa.Column("at", Text, nullable=False),
    sa.Column("reason", Text, nullable=False),
    sa.Column("usernames", Text, nullable=False),
    sa.Column("writes", sa.Integer, nullable=False),
    sa.Column("adds_people", sa.Boolean, nullable=False),
    sa.Index("desk_line_change_by_desk", "desk", "at", "number"),
    sa.Index("desk_line_change_by_time", "at", "number"),
)

call_backs = sa.Table(
    "desk_call_back",
    METADATA,
    sa.Column("key", Text, primary_key=True),
    sa.Column("case_key", Text, nullable=False),
    sa.Column("username", Text, nullable=False),
    sa.Column("at", Text, nullable=False),
    sa.Column("asked_at", Text),
    sa.Index("desk_call_back_by_member", "username", "at"),
    sa.Index("desk_call_back_by_time", "at"),
)

texts_sent = sa.Table(
    "desk_text_sent",
    METADATA,
    sa.Column("caller_hash", Text, primary_key=True),
    sa.Column("day", Text, primary_key=True),
)

questions = sa.Table(
    "desk_question",
    METADATA,
    sa.Column("key", Text, primary_key=True),
    sa.Column("asked_by", Text, nullable=False),
    sa.Column("question_sealed", Text, nullable=False),
    sa.Column("at", Text, nullable=False),
    sa.Index("desk_question_by_time", "at"),
)

privacy_runs = sa.Table(
    "desk_privacy_run",
    METADATA,
    sa.Column("key", Text, primary_key=True),
    sa.Column("task", Text, nullable=False),
    sa.Column("at", Text, nullable=False),
    sa.Column("asked_by", Text),
    sa.Column("number_sealed", Text),
    sa.Column("number_hash", Text),
    sa.Column("with_open", sa.Boolean, nullable=False),
    sa.Column("confirmed_at", Text),
    sa.Column("done_at", Text),
    sa.Column("post_id", Text),
    sa.Column("counts", Text, nullable=False),
    sa.Index("desk_privacy_run_by_number", "number_hash"),
    sa.Index("desk_privacy_run_by_time", "at"),
)

due = sa.Table(
    "desk_due",
    METADATA,
    sa.Column("kind", Text, primary_key=True),
    sa.Column("key", Text, primary_key=True),
    sa.Column("due_at", Text, nullable=False),
    sa.Column("attempt", sa.Integer, nullable=False),
    sa.Column("nonce", Text, nullable=False),
    sa.Column("first_at", Text),  # from when on it goes before the others of its lane
    sa.Index("desk_due_by_time", "due_at"),
)

nodes = sa.Table(
    "desk_node",
    METADATA,
    sa.Column("executor", Text, primary_key=True),
    sa.Column("beat", sa.Float, nullable=False),
)
