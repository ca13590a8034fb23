"""Text of one format to papers; one format a module."""
