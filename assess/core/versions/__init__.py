"""Versions of questionnaires: what is different, and what becomes of answers."""
