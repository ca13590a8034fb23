"""The terminal interface and the command line."""
