"""Panes and bars, one a module."""
