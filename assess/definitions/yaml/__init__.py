"""YAML that remembers positions, read and written."""
