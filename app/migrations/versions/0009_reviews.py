"""the three daily reviews: their events under their name, and their fold"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

OF_REVIEW, WAITS = sa.text("review IS NOT NULL"), sa.text("waits")


def upgrade() -> None:
    op.add_column("events", sa.Column("review", sa.String(40)))
    op.create_index(
        "events_by_review", "events", ["shop", "review", "n"],
        sqlite_where=OF_REVIEW, postgresql_where=OF_REVIEW,
    )  # fmt: skip
    op.create_table(
        "reviews",
        sa.Column("shop", sa.String(20), primary_key=True),
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("waits", sa.Boolean(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("reviews_by_time", "reviews", ["shop", "at"])
    op.create_index(
        "reviews_that_wait", "reviews", ["shop", "at"], sqlite_where=WAITS, postgresql_where=WAITS
    )


def downgrade() -> None:
    op.drop_table("reviews")
    op.drop_index("events_by_review", "events")
    op.drop_column("events", "review")
