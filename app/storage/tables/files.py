"""Tables about files that people hand in."""

from sqlalchemy import Column, String, Text

from app.storage.tables.making import shop, table

# What was said of the headings of a file, by a hash of them; beside the door, for it changes no
# card: what is read is shown before it is brought in.
import_columns = table(
    "import_columns",
    shop(),
    Column("headings", String(64), primary_key=True),
    Column("chosen", Text, nullable=False),
)
