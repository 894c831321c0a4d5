"""A project's conf.py beside its reader.toml: what either says, and what is set where neither does."""
