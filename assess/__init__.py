"""Measure how well an organization manages its customers, and say what to do next.

The path of data: load → ask → take → keep → score → level → compare → advise → compile → render.
"""

__version__ = "0.1.0"
