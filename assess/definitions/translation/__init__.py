"""Texts of a questionnaire to translators and back, changing nothing else in its files."""
