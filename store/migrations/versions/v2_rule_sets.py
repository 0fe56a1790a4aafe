"""Version 2: rule sets are kept with what they judged, and released; an evaluation knows the last
batch it could see."""

from alembic import op
from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Integer,
)

from store.sql_types import text

revision = "2"
down_revision = "1"


def upgrade() -> None:
    op.create_table(
        "ruleset",
        Column("hash", text(80), primary_key=True),
        Column("id", text(60), nullable=False),
        Column("content", text(), nullable=False),
        Column("kept_at", BigInteger, nullable=False),
    )  # fmt: skip
    op.create_table(
        "release",
        Column("release_id", Integer, primary_key=True),
        Column("ruleset_hash", text(80), ForeignKey("ruleset.hash"), nullable=False),
        Column("ruleset", text(60), nullable=False),
        Column("layer", text(20), nullable=False),
        Column("whom", text(), nullable=False),
        Column("begins", BigInteger, nullable=False),
        Column("reason", text(), nullable=False),
        Column("proposed_at", BigInteger, nullable=False),
        Column("proposed_by", text(60), nullable=False),
    )  # fmt: skip
    op.create_table(
        "release_step",
        Column("step_id", Integer, primary_key=True),
        Column("release_id", Integer, ForeignKey("release.release_id"), nullable=False),
        Column("step", text(12), nullable=False),
        Column("at", BigInteger, nullable=False),
        Column("by", text(60), nullable=False),
        Column("content", text(), nullable=False),
    )  # fmt: skip
    op.add_column("evaluation", Column("last_batch", Integer, nullable=False, server_default="0"))
    op.execute(
        "UPDATE evaluation SET last_batch = (SELECT coalesce(max(batch_id), 0) FROM batch "
        "WHERE batch.received_at <= evaluation.created_at)"
    )
