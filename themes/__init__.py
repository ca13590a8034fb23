"""The built-in themes, one TOML file each; `tui.themes` documents their format."""
