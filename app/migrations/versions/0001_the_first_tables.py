"""the first tables"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "answers",
        sa.Column("shop", sa.String(length=20), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("real_at", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("shop", "key"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "cards",
        sa.Column("shop", sa.String(length=20), nullable=False),
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("order_no", sa.String(length=40), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("lane", sa.String(length=20), nullable=False),
        sa.Column("rank", sa.String(length=200), nullable=False),
        sa.Column("bay", sa.String(length=20), nullable=True),
        sa.Column("tone", sa.String(length=20), nullable=False),
        sa.Column("turns_overdue_at", sa.String(length=40), nullable=True),
        sa.Column("appointment_at", sa.String(length=40), nullable=True),
        sa.Column("finished_at", sa.String(length=40), nullable=True),
        sa.Column("found_by", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("shop", "id"),
        sa.UniqueConstraint("code"),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("cards", schema=None) as batch_op:
        batch_op.create_index("cards_by_lane", ["shop", "lane", "rank"], unique=False)
        batch_op.create_index("cards_by_order", ["shop", "order_no"], unique=False)
        batch_op.create_index("cards_by_turning", ["shop", "turns_overdue_at"], unique=False)

    op.create_table(
        "changes",
        sa.Column("shop", sa.String(length=20), nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.Column("card", sa.String(length=40), nullable=True),
        sa.Column("thing", sa.String(length=40), nullable=True),
        sa.Column("tile", sa.Text(), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("shop", "seq"),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("changes", schema=None) as batch_op:
        batch_op.create_index("changes_by_card", ["shop", "card", "seq"], unique=False)

    op.create_table(
        "events",
        sa.Column("shop", sa.String(length=20), nullable=False),
        sa.Column("n", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("card", sa.String(length=40), nullable=True),
        sa.Column("command", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("shop", "n"),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.create_index("events_by_card", ["shop", "card", "n"], unique=False)

    op.create_table(
        "imported",
        sa.Column("shop", sa.String(length=20), nullable=False),
        sa.Column("order_no", sa.String(length=40), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("card", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("shop", "order_no"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "pins",
        sa.Column("shop", sa.String(length=20), nullable=False),
        sa.Column("person", sa.String(length=40), nullable=False),
        sa.Column("hash", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("shop", "person"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "private",
        sa.Column("shop", sa.String(length=20), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("card", sa.String(length=40), nullable=True),
        sa.Column("salt", sa.String(length=64), nullable=True),
        sa.Column("body", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("shop", "key"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "running",
        sa.Column("shop", sa.String(length=20), nullable=False),
        sa.Column("person", sa.String(length=40), nullable=False),
        sa.Column("card", sa.String(length=40), nullable=False),
        sa.Column("since", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("shop", "person"),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("running", schema=None) as batch_op:
        batch_op.create_index("running_by_card", ["shop", "card"], unique=False)

    op.create_table(
        "sessions",
        sa.Column("shop", sa.String(length=20), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("device", sa.String(length=64), nullable=False),
        sa.Column("person", sa.String(length=40), nullable=False),
        sa.Column("level", sa.String(length=10), nullable=False),
        sa.Column("started_at", sa.String(length=40), nullable=False),
        sa.Column("seen_at", sa.String(length=40), nullable=False),
        sa.Column("ended_at", sa.String(length=40), nullable=True),
        sa.PrimaryKeyConstraint("shop", "id"),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("sessions", schema=None) as batch_op:
        batch_op.create_index("sessions_by_person", ["shop", "person"], unique=False)

    op.create_table(
        "shops",
        sa.Column("shop", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("epoch", sa.String(length=32), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("events", sa.BigInteger(), nullable=False),
        sa.Column("chain", sa.String(length=64), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("state_version", sa.BigInteger(), nullable=False),
        sa.Column("clock_start", sa.String(length=40), nullable=True),
        sa.Column("clock_real", sa.String(length=40), nullable=True),
        sa.Column("clock_speed", sa.Float(), nullable=True),
        sa.PrimaryKeyConstraint("shop"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "tokens",
        sa.Column("shop", sa.String(length=20), nullable=False),
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("person", sa.String(length=40), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("shop", "id"),
        sa.UniqueConstraint("shop", "hash"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "tries",
        sa.Column("shop", sa.String(length=20), nullable=False),
        sa.Column("person", sa.String(length=40), nullable=False),
        sa.Column("device", sa.String(length=64), nullable=False),
        sa.Column("wrong", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.String(length=40), nullable=True),
        sa.PrimaryKeyConstraint("shop", "person", "device"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "worked",
        sa.Column("shop", sa.String(length=20), nullable=False),
        sa.Column("person", sa.String(length=40), nullable=False),
        sa.Column("card", sa.String(length=40), nullable=False),
        sa.Column("until", sa.String(length=40), nullable=True),
        sa.PrimaryKeyConstraint("shop", "person", "card"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("worked")
    op.drop_table("tries")
    op.drop_table("tokens")
    op.drop_table("shops")
    with op.batch_alter_table("sessions", schema=None) as batch_op:
        batch_op.drop_index("sessions_by_person")

    op.drop_table("sessions")
    with op.batch_alter_table("running", schema=None) as batch_op:
        batch_op.drop_index("running_by_card")

    op.drop_table("running")
    op.drop_table("private")
    op.drop_table("pins")
    op.drop_table("imported")
    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.drop_index("events_by_card")

    op.drop_table("events")
    with op.batch_alter_table("changes", schema=None) as batch_op:
        batch_op.drop_index("changes_by_card")

    op.drop_table("changes")
    with op.batch_alter_table("cards", schema=None) as batch_op:
        batch_op.drop_index("cards_by_turning")
        batch_op.drop_index("cards_by_order")
        batch_op.drop_index("cards_by_lane")

    op.drop_table("cards")
    op.drop_table("answers")
