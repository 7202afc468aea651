"""photos, findings learned from use, records"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "photos",
        sa.Column("shop", sa.String(20), primary_key=True),
        sa.Column("id", sa.String(80), primary_key=True),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("person", sa.String(40), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("photos_by_hash", "photos", ["shop", "hash"])
    op.create_table(
        "findings",
        sa.Column("shop", sa.String(20), primary_key=True),
        sa.Column("add_on", sa.String(40), primary_key=True),
        sa.Column("part", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("card", sa.String(40), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("findings_by_time", "findings", ["shop", "at"])
    op.create_index("findings_by_card", "findings", ["shop", "card"])
    op.create_table(
        "records",
        sa.Column("shop", sa.String(20), primary_key=True),
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("card", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("records_by_kind", "records", ["shop", "kind", "at"])
    op.create_index("records_by_card", "records", ["shop", "card"])
