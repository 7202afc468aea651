"""cards that left the board lately, found without looking at all that ever left it"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

FINISHED = sa.text("finished_at IS NOT NULL")


def upgrade() -> None:
    op.create_index(
        "cards_by_finish", "cards", ["shop", "finished_at"],
        sqlite_where=FINISHED, postgresql_where=FINISHED,
    )  # fmt: skip


def downgrade() -> None:
    op.drop_index("cards_by_finish", "cards")
