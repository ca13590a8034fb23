"""TinyDB over append-only files of JSON lines."""
