"""Questionnaires of other tools, written anew as drafts of ours.

Each reader makes an `Outline` of what it understands and an `Account` of everything there was:
what was carried, what is not as it was, and what has no place here, each where it stood.
"""
