"""The root of every fault this program explains."""


class AssessError(Exception):
    """Any fault this program explains to a person."""
