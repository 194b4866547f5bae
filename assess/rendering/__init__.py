"""Pages out: a compiled report becomes HTML and PDF; nothing is computed, only worded and drawn."""
