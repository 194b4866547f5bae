"""Why a rival does not take part."""


class NotHere(Exception):
    """A program or package that a rival needs is not on this machine."""
