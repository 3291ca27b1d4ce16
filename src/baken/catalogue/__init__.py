"""Policy as data: TOML files, strictly read into frozen dataclasses."""
