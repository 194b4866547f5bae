"""What can be wrong with a filled workbook, each with its cure."""

from __future__ import annotations

from functools import partial

from assess.core.faults import N_, Fault

# --- the file ----------------------------------------------------------------------------

F101 = partial(
    Fault,
    "F101",
    N_("no Excel workbook that can be read"),
    N_("save it as .xlsx, without a password"),
)
F102 = partial(
    Fault,
    "F102",
    N_("larger than {limit} megabytes"),
    N_("take out pictures and whatever else was added"),
)
F103 = partial(
    Fault,
    "F103",
    N_("holds more than any sheet of ours can hold"),
    N_("take out whatever was added, or copy the answers into a new sheet"),
)
F104 = partial(Fault, "F104", N_("holds macros"), N_("save it as .xlsx, which holds none"))
F105 = partial(
    Fault,
    "F105",
    N_("takes something from other files or programs ({part})"),
    N_("break the links, or copy the answers into a new sheet"),
)
F106 = partial(
    Fault,
    "F106",
    N_("no sheet of this workbook was made to be filled in"),
    N_("fill in the sheet that you were sent, or make a new one"),
)

# --- the sheets of the workbook ----------------------------------------------------------

F110 = partial(
    Fault,
    "F110",
    N_("this sheet comes from another file than the first one"),
    N_("fill in one file only, or send each for itself"),
)
F111 = partial(
    Fault, "F111", N_("this sheet stands twice, first as “{first}”"), N_("delete one of the two")
)
F112 = partial(
    Fault,
    "F112",
    N_("the sheet “{id}” is gone"),
    N_("put it back, or copy the answers into a new sheet"),
)
F113 = partial(
    Fault,
    "F113",
    N_("the hidden first row is not as it was"),
    N_("undo the change, or copy the answers into a new sheet"),
)

F114 = partial(
    Fault,
    "F114",
    N_("the sheet is for {given}, this assessment for {known}"),
    N_("download a sheet here, and copy the answers into it"),
)

# --- the rows of a sheet -----------------------------------------------------------------

F120 = partial(
    Fault,
    "F120",
    N_("rows are gone below this one: {number}"),
    N_("put them back, or copy the answers into a new sheet"),
)
F121 = partial(
    Fault,
    "F121",
    N_("this row stands twice, first as {first}"),
    N_("delete one of the two"),
)
F122 = partial(
    Fault,
    "F122",
    N_("the question in this row is not the one that was asked here"),
    N_("undo the sorting or the change, or copy the answers into a new sheet"),
)
F123 = partial(
    Fault,
    "F123",
    N_("“{typed}” stands where nothing is asked"),
    N_("move it into the row of its question, or delete it"),
)
F124 = partial(
    Fault,
    "F124",
    N_("the cells {range} are merged, so their answers cannot be told apart"),
    N_("unmerge them and fill in each one"),
)
F125 = partial(
    Fault,
    "F125",
    N_("the questionnaire asks nothing called '{id}'"),
    N_("copy the answers into a new sheet"),
)

# --- what stands in a cell ---------------------------------------------------------------

F130 = partial(
    Fault,
    "F130",
    N_("this is a formula; its value was {value}"),
    N_("write the value itself"),
)
F131 = partial(
    Fault,
    "F131",
    N_("this is a date: {day}"),
    N_("clear the cell with its format, and write the answer anew"),
)
F132 = partial(
    Fault, "F132", N_("this is the fault of a formula: {typed}"), N_("write the answer itself")
)
F133 = partial(
    Fault,
    "F133",
    N_("“{typed}” is a text, not a number that can be read in one way only"),
    N_("write digits, with a point before decimals and without other signs: 1234.5"),
)
F134 = partial(
    Fault,
    "F134",
    N_("{typed} is a percentage, which is not asked here"),
    N_("clear the cell with its format, and write {number} if that is what you mean"),
)
F135 = partial(
    Fault, "F135", N_("“{typed}” is not one of {known}"), N_("take one from the list of the cell")
)
F136 = partial(Fault, "F136", N_("“{typed}” is no day"), N_("write it as 2026-10-01"))
