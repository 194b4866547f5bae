"""Does what was read hold together?  Checks that look at more than one value."""
