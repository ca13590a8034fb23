"""The index: an SQLite database made of the journals, for searching, filtering and sorting."""
