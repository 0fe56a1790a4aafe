"""Version 1: batches and what they brought, evaluations, outbox and jobs."""

from alembic import op
from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Integer,
    SmallInteger,
    UniqueConstraint,
)

from store.sql_types import text

revision = "1"
down_revision = None


def upgrade() -> None:
    _batches()
    _facts()
    _evaluations()
    _results()
    _findings()
    _acts()


def _batches() -> None:
    op.create_table(
        "setting",
        Column("name", text(60), primary_key=True),
        Column("value", text(), nullable=False),
    )  # fmt: skip
    op.create_table(
        "batch",
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
    )  # fmt: skip
    op.create_index("batch_received", "batch", ["received_at"])
    op.create_table(
        "segment",
        Column("batch_id", Integer, ForeignKey("batch.batch_id"), primary_key=True),
        Column("ledger", text(20), primary_key=True),
        Column("unit", text(12), primary_key=True),
        Column("month", Integer, primary_key=True),
        Column("digest", text(80), nullable=False),
        Column("file", text(80), nullable=False),
        Column("rows", Integer, nullable=False),
    )  # fmt: skip
    op.create_index("segment_active", "segment", ["ledger", "unit", "month", "batch_id"])


def _facts() -> None:
    op.create_table(
        "cover",
        Column("batch_id", Integer, ForeignKey("batch.batch_id"), primary_key=True),
        Column("market", text(12), primary_key=True),
        Column("ledger", text(20), primary_key=True),
        Column("month", Integer, primary_key=True),
        Column("rows", Integer, nullable=False),
    )  # fmt: skip
    op.create_table(
        "register_row",
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
    )  # fmt: skip
    op.create_index("register_row_key", "register_row", ["register", "natural_key", "valid_from"])
    op.create_index("register_row_batch", "register_row", ["batch_id"])


def _evaluations() -> None:
    op.create_table(
        "evaluation",
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
        UniqueConstraint("kind", "period", "layer", "ruleset", "version"),
    )  # fmt: skip


def _results() -> None:
    op.create_table(
        "result",
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
    )  # fmt: skip


def _findings() -> None:
    op.create_table(
        "finding",
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
    )  # fmt: skip
    op.create_table(
        "aggregate",
        Column("evaluation_id", Integer, ForeignKey("evaluation.evaluation_id"), primary_key=True),
        Column("area", text(12), primary_key=True),
        Column("market_type", text(12), primary_key=True),
        Column("measure", text(60), primary_key=True),
        Column("numerator", BigInteger),
        Column("denominator", BigInteger),
        Column("n", BigInteger, nullable=False),
    )  # fmt: skip


def _acts() -> None:
    op.create_table(
        "outbox",
        Column("outbox_id", Integer, primary_key=True),
        Column("at", BigInteger, nullable=False),
        Column("actor", text(60), nullable=False),
        Column("scope", text(200), nullable=False),
        Column("action", text(40), nullable=False),
        Column("object", text(200), nullable=False),
        Column("content", text(80), nullable=False),
        Column("note", text(), nullable=False),
    )  # fmt: skip
    op.create_table(
        "job",
        Column("job_id", Integer, primary_key=True),
        Column("kind", text(20), nullable=False),
        Column("started_at", BigInteger, nullable=False),
        Column("state", text(12), nullable=False),
        Column("done", Integer, nullable=False),
        Column("total", Integer, nullable=False),
        Column("message", text(), nullable=False),
    )  # fmt: skip
