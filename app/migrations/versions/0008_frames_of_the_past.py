"""for looking back: which rows of `changes` were on the board at every thousandth change, and the
number at a moment"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "frames",
        sa.Column("shop", sa.String(20), primary_key=True),
        sa.Column("seq", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("cards", sa.Text(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("changes_by_time", "changes", ["shop", "at", "seq"])


def downgrade() -> None:
    op.drop_index("changes_by_time", "changes")
    op.drop_table("frames")
