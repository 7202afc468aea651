"""Knows the tables that find what was found on cars, and their records."""

from sqlalchemy import Column, Index, Integer, String, Text

from app.storage.tables.making import shop, table

# What was found on cars, to offer what is found often.
findings = table(
    "findings",
    shop(),
    Column("add_on", String(40), primary_key=True),
    Column("part", Integer, primary_key=True, autoincrement=False),
    Column("card", String(40), nullable=False),
    Column("what", Text, nullable=False),
    Column("at", String(40), nullable=False),
    Index("findings_by_time", "shop", "at"),
    Index("findings_by_card", "shop", "card"),
)

# Where the records 保修, 质量信息报告, 故障实例 stand; what they say is on the card.
records = table(
    "records",
    shop(),
    Column("id", String(40), primary_key=True),
    Column("card", String(40), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("at", String(40), nullable=False),
    Index("records_by_kind", "shop", "kind", "at"),
    Index("records_by_card", "shop", "card"),
)
