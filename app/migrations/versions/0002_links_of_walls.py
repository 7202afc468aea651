"""secret links of walls"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "wall_links",
        sa.Column("shop", sa.String(length=20), nullable=False),
        sa.Column("wall", sa.String(length=40), nullable=False),
        sa.Column("link", sa.String(length=40), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("shop", "wall"),
        sa.UniqueConstraint("shop", "hash"),
        sqlite_with_rowid=False,
    )
