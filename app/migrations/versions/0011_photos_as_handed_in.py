"""what was handed in as a photo, by its hash: a retry is known by it, however photos are drawn"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.add_column("photos", sa.Column("given", sa.String(64)))


def downgrade() -> None:
    op.drop_column("photos", "given")
