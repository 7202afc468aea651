"""The rules of the workshop: plain Python that knows no web, database, clock or language."""
