"""forecasts beside the cards"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("cards", sa.Column("forecast", sa.Text(), nullable=True))
