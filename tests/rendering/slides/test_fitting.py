"""Words that have to fit a box: what is cut, and what is left out."""

from assess.rendering.slides.fitting import Box, Paragraph, cut, fitted, shortened


def test_a_cut_ends_with_a_mark_and_not_in_a_word():
    assert cut("Record the lawful basis of every use", 10, 100, 1) == "Record the lawful…"
    assert cut("客户数据安全与个人信息保护", 10, 60, 1) == "客户数据安…"
    assert cut("short", 10, 100, 1) == "short"


def test_paragraphs_beyond_the_end_of_a_box_are_cut():
    kept = fitted([Paragraph(text="one two three four " * 9, size=10)] * 3, Box(0, 0, 100, 50))

    assert len(kept) == 1
    assert kept[0].text.endswith("…")


def test_a_list_is_shortened_by_whole_entries():
    entries = [(Paragraph(text=str(n), size=10),) for n in range(9)]
    shown = shortened(entries, Box(0, 0, 100, 50), lambda left: Paragraph(text=f"+{left}", size=10))

    assert [paragraph.text for paragraph in shown] == ["0", "1", "2", "+6"]
