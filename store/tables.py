"""Which state tables are there, and what is one row of each?

Portable SQL only: text, integers, no JSON operators. Rows are inserted, never updated or
deleted, except `evaluation.status`, `job` and `setting`, whose changes the audit chain records.
"""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    Table,
    UniqueConstraint,
)

from store.sql_types import text

metadata = MetaData()

setting = Table(
    "setting", metadata,
    Column("name", text(60), primary_key=True),
    Column("value", text(), nullable=False),
    comment="one row per setting of the home, nature and own day included",
)  # fmt: skip

batch = Table(
    "batch", metadata,
    Column("batch_id", Integer, primary_key=True),
    Column("unit", text(12), nullable=False),
    Column("period", Integer, nullable=False),
    Column("received_at", BigInteger, nullable=False),
    Column("submitted_by", text(60), nullable=False),
    Column("evidence", text(80), nullable=False),
    Column("original", text(80), nullable=False),
    Column("file_name", text(200), nullable=False),
    Column("reason", text(), nullable=False),
    Column("content", text(80), nullable=False),
    Index("batch_received", "received_at"),
    comment="one submission of one filing unit; evidence and original are file digests, "
    "content the digest of its segments and register rows",
)  # fmt: skip

segment = Table(
    "segment", metadata,
    Column("batch_id", Integer, ForeignKey("batch.batch_id"), primary_key=True),
    Column("ledger", text(20), primary_key=True),
    Column("unit", text(12), primary_key=True),
    Column("month", Integer, primary_key=True),
    Column("digest", text(80), nullable=False),
    Column("file", text(80), nullable=False),
    Column("rows", Integer, nullable=False),
    Index("segment_active", "ledger", "unit", "month", "batch_id"),
    comment="rows of one ledger and month in a batch; the latest batch of the same "
    "ledger, unit and month is the active one; digest is that of the rows in canonical form "
    "and names the file, file that of the file's own bytes",
)  # fmt: skip

cover = Table(
    "cover", metadata,
    Column("batch_id", Integer, ForeignKey("batch.batch_id"), primary_key=True),
    Column("market", text(12), primary_key=True),
    Column("ledger", text(20), primary_key=True),
    Column("month", Integer, primary_key=True),
    Column("rows", Integer, nullable=False),
    comment="one line of a cover sheet 报送说明: a market filed this ledger; 0 is a true zero",
)  # fmt: skip

register_row = Table(
    "register_row", metadata,
    Column("row_id", Integer, primary_key=True),
    Column("batch_id", Integer, ForeignKey("batch.batch_id"), nullable=False),
    Column("register", text(20), nullable=False),
    Column("subject", text(40), nullable=False),
    Column("natural_key", text(200), nullable=False),
    Column("valid_from", BigInteger, nullable=False),
    Column("valid_to", BigInteger),
    Column("withdrawn", SmallInteger, nullable=False),
    Column("payload", text(), nullable=False),
    Column("digest", text(80), nullable=False),
    Index("register_row_key", "register", "natural_key", "valid_from"),
    Index("register_row_batch", "batch_id"),
    comment="one two-dated fact; payload is canonical JSON of its declared columns",
)  # fmt: skip

ruleset = Table(
    "ruleset", metadata,
    Column("hash", text(80), primary_key=True),
    Column("id", text(60), nullable=False),
    Column("content", text(), nullable=False),
    Column("kept_at", BigInteger, nullable=False),
    comment="one rule set as it was when something was judged by it or it was proposed; hash is "
    "the digest of content, its canonical JSON",
)  # fmt: skip

release = Table(
    "release", metadata,
    Column("release_id", Integer, primary_key=True),
    Column("ruleset_hash", text(80), ForeignKey("ruleset.hash"), nullable=False),
    Column("ruleset", text(60), nullable=False),
    Column("layer", text(20), nullable=False),
    Column("whom", text(), nullable=False),
    Column("begins", BigInteger, nullable=False),
    Column("reason", text(), nullable=False),
    Column("proposed_at", BigInteger, nullable=False),
    Column("proposed_by", text(60), nullable=False),
    comment="one rule set proposed to be in force from the day it begins; whom is the city or "
    "contracts a lower layer is for, canonical JSON",
)  # fmt: skip

release_step = Table(
    "release_step", metadata,
    Column("step_id", Integer, primary_key=True),
    Column("release_id", Integer, ForeignKey("release.release_id"), nullable=False),
    Column("step", text(12), nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("by", text(60), nullable=False),
    Column("content", text(), nullable=False),
    comment="one step of a release: shadow (content: its outcome, canonical JSON), approve or "
    "withdraw (content: the reason)",
)  # fmt: skip

evaluation = Table(
    "evaluation", metadata,
    Column("evaluation_id", Integer, primary_key=True),
    Column("kind", text(20), nullable=False),
    Column("period", text(8), nullable=False),
    Column("layer", text(20), nullable=False),
    Column("version", Integer, nullable=False),
    Column("first_month", Integer, nullable=False),
    Column("last_month", Integer, nullable=False),
    Column("ruleset", text(60), nullable=False),
    Column("ruleset_hash", text(80), nullable=False),
    Column("facts_hash", text(80), nullable=False),
    Column("calendar_hash", text(80), nullable=False),
    Column("engine", text(20), nullable=False),
    Column("as_of", BigInteger),
    Column("manifest", text(), nullable=False),
    Column("content", text(80), nullable=False),
    Column("status", text(12), nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("created_by", text(60), nullable=False),
    Column("published_at", BigInteger),
    Column("published_by", text(60)),
    Column("last_batch", Integer, nullable=False, server_default="0"),
    UniqueConstraint("kind", "period", "layer", "ruleset", "version"),
    comment="one evaluation; content is the digest of its canonical JSON, last_batch the number "
    "of the last batch whose facts it read",
)  # fmt: skip

result = Table(
    "result", metadata,
    Column("evaluation_id", Integer, ForeignKey("evaluation.evaluation_id"), primary_key=True),
    Column("subject_kind", text(10), primary_key=True),
    Column("subject", text(40), primary_key=True),
    Column("name", text(200), nullable=False),
    Column("division", text(12), nullable=False),
    Column("type", text(12), nullable=False),
    Column("mode", text(12), nullable=False),
    Column("months_duty", Integer, nullable=False),
    Column("months_filed", Integer, nullable=False),
    Column("score", Integer),
    Column("low", Integer),
    Column("high", Integer),
    Column("assessed_share", Integer),
    Column("applicable_share", Integer),
    Column("bonus", Integer, nullable=False),
    Column("adjusted", Integer, nullable=False),
    Column("score_unwaived", Integer),
    Column("size_band", text(12)),
    Column("grade", text(12)),
    Column("provisional", SmallInteger, nullable=False),
    Column("reason", text(20)),
    Column("rank", Integer),
    Column("rank_best", Integer),
    Column("rank_worst", Integer),
    Column("peers", Integer),
    Column("vetoes", text(), nullable=False),
    Column("entries", text(), nullable=False),
    Column("caps", text(), nullable=False),
    comment="one subject of one evaluation. score, score_unwaived, low, high, bonus, adjusted in "
    "1/10,000 point, shares in 1/10,000; vetoes, entries, caps are canonical JSON lists",
)  # fmt: skip

finding = Table(
    "finding", metadata,
    Column("evaluation_id", Integer, ForeignKey("evaluation.evaluation_id"), primary_key=True),
    Column("subject_kind", text(10), primary_key=True),
    Column("subject", text(40), primary_key=True),
    Column("criterion", text(80), primary_key=True),
    Column("group_id", text(40), nullable=False),
    Column("effect", text(10), nullable=False),
    Column("finding", text(16), nullable=False),
    Column("reason", text(24)),
    Column("waived", SmallInteger, nullable=False),
    Column("numerator", BigInteger),
    Column("denominator", BigInteger),
    Column("undecided", BigInteger),
    Column("months_duty", Integer, nullable=False),
    Column("months_filed", Integer, nullable=False),
    Column("points_low", Integer),
    Column("points_high", Integer),
    Column("points_maximum", Integer),
    Column("threshold", text(), nullable=False),
    Column("detail", text(), nullable=False),
    comment="one criterion of one subject of one evaluation; points in 1/10,000 point; "
    "threshold and detail are canonical JSON",
)  # fmt: skip

aggregate = Table(
    "aggregate", metadata,
    Column("evaluation_id", Integer, ForeignKey("evaluation.evaluation_id"), primary_key=True),
    Column("area", text(12), primary_key=True),
    Column("market_type", text(12), primary_key=True),
    Column("measure", text(60), primary_key=True),
    Column("numerator", BigInteger),
    Column("denominator", BigInteger),
    Column("n", BigInteger, nullable=False),
    comment="one published figure of an area (province, city, county) for the last month of an "
    "evaluation; readable by every signed-in user",
)  # fmt: skip

outbox = Table(
    "outbox", metadata,
    Column("outbox_id", Integer, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("actor", text(60), nullable=False),
    Column("scope", text(200), nullable=False),
    Column("action", text(40), nullable=False),
    Column("object", text(200), nullable=False),
    Column("content", text(80), nullable=False),
    Column("note", text(), nullable=False),
    comment="one act, written in the act's own transaction, moved to the audit chain after it",
)  # fmt: skip

job = Table(
    "job", metadata,
    Column("job_id", Integer, primary_key=True),
    Column("kind", text(20), nullable=False),
    Column("started_at", BigInteger, nullable=False),
    Column("state", text(12), nullable=False),
    Column("done", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("message", text(), nullable=False),
    comment="one import, evaluation or export that runs in a child process",
)  # fmt: skip
