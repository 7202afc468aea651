"""what was said of the headings of a file: asked once, then remembered"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.create_table(
        "import_columns",
        sa.Column("shop", sa.String(20), primary_key=True),
        sa.Column("headings", sa.String(64), primary_key=True),
        sa.Column("chosen", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("import_columns")
