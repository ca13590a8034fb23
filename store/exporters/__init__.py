"""Papers to text of one format; one format a module."""
