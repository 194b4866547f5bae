"""What can be wrong with an answer, each with its cure."""

from __future__ import annotations

from functools import partial

from assess.core.faults import N_, Fault

A601 = partial(
    Fault, "A601", N_("“{typed}” is not a number"), N_("write digits, for example 76 or 76.5")
)
A602 = partial(Fault, "A602", N_("“{typed}” is not one of {known}"), N_("take one of these"))
A603 = partial(
    Fault,
    "A603",
    N_("longer than {limit} characters"),
    N_("shorten it; the rest can go into a document"),
)
A604 = partial(
    Fault,
    "A604",
    N_("the whole is 0, so no share can be formed"),
    N_("if there is nothing to count, mark the item as not applicable and say why"),
)
A605 = partial(
    Fault,
    "A605",
    N_("{numerator} of {denominator} is more than everything"),
    N_("the first number counts a part of the second"),
)
A606 = partial(Fault, "A606", N_("“{typed}” is below 0"), N_("write a number of 0 or more"))
A607 = partial(
    Fault,
    "A607",
    N_("targets need all three of worst, target and best, each better than the one before"),
    N_("fill all three in order, or none"),
)
A609 = partial(
    Fault,
    "A609",
    N_("“{typed}” is not a list of numbers"),
    N_("write the periods oldest first, separated by spaces, for example 72 74 76"),
)
A610 = partial(
    Fault,
    "A610",
    N_("this item cannot be not applicable"),
    N_("answer it; if nothing exists, choose the lowest answer"),
)
A611 = partial(
    Fault,
    "A611",
    N_("a share was given both as a percentage and as a count, and they differ"),
    N_("keep one of the two"),
)
A612 = partial(Fault, "A612", N_("“{typed}” is not on the scale"), N_("write a number {scale}"))
