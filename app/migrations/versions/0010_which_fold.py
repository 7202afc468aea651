"""by which fold the stored cards, shop and reviews were made, and how far they are made anew"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.add_column("shops", sa.Column("fold", sa.Integer()))
    op.add_column("shops", sa.Column("refolding", sa.String(200)))


def downgrade() -> None:
    op.drop_column("shops", "refolding")
    op.drop_column("shops", "fold")
