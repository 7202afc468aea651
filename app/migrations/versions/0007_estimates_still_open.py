"""the lanes in which cards still are, found without looking at all that ever were in one"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

STILL_IN = sa.text("left_at IS NULL")


def upgrade() -> None:
    op.create_index(
        "estimates_open", "estimates", ["shop", "left_at"],
        sqlite_where=STILL_IN, postgresql_where=STILL_IN,
    )  # fmt: skip


def downgrade() -> None:
    op.drop_index("estimates_open", "estimates")
