"""forecasts kept, to learn how wrong they were"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "estimates",
        sa.Column("shop", sa.String(length=20), nullable=False),
        sa.Column("card", sa.String(length=40), nullable=False),
        sa.Column("lane", sa.String(length=20), nullable=False),
        sa.Column("made_at", sa.String(length=40), nullable=False),
        sa.Column("raw", sa.String(length=40), nullable=True),
        sa.Column("left_at", sa.String(length=40), nullable=True),
        sa.Column("minutes", sa.Float(), nullable=True),
        sa.Column("error", sa.Float(), nullable=True),
        sa.PrimaryKeyConstraint("shop", "card", "lane"),
        sqlite_with_rowid=False,
    )
    op.create_index("estimates_by_lane", "estimates", ["shop", "lane", "made_at"])
