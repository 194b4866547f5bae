"""From a draft to a version that never changes."""
