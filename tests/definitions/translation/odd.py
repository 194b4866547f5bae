"""Texts as nobody would write them, but somebody will."""

from hypothesis import strategies as st

from assess.definitions.translation.units import told

_PIECES = st.sampled_from(
    [
        *("a", "Customers", "客户", "客戶", "😀", " ", "  ", ": ", " #", "#", "'", '"', "\\", "\n"),
        *("=1+1", "+", "-", "@", "{", "}", "[", "]", ",", "?", "!", "|", ">", "&", "*", "%", "`"),
        *(
            "no",
            "true",
            "null",
            "~",
            "012",
            "1.5",
            "---",
            "...",
            "<<",
            "\t",
            "“”",
            "{organization}",
        ),
        *("\u3000", "\xa0", "\u0301", "<b>", "&amp;", "_x0041_", "msgid", "\\n", "%s"),
    ]
)
_WORDS = st.lists(_PIECES, min_size=1, max_size=8).map("".join)
_ANY = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30)

TEXTS = st.one_of(_WORDS, _ANY).map(str.strip).filter(bool)
"""Any text that is not blank, with or without what means something to a format of files."""
TOLD = TEXTS.map(told).filter(bool)
"""The same as translators get them."""
