"""The store: tables, read and write sessions, what is kept beside the cards."""
