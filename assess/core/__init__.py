"""What a certification body may dispute, as pure functions of frozen values.

Nothing in here reads a file, a clock, a network or a random number, and nothing
knows of Flask, SQL, YAML or HTML.  The same values give the same result for ever.
"""
