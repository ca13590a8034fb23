"""The sample listing that comes with the program."""

from datetime import date

SAMPLE_DAY = date(2026, 11, 23)
"""When the sample was taken: some of its dates have no year, and are the last before it."""
