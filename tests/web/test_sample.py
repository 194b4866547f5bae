def test_the_example_is_marked_as_one(visitor):
    page = visitor.get("/sample").text
    assert "This organization is invented" in page
    assert "Harbour Trading Co." in page


def test_the_example_speaks_chinese(visitor):
    visitor.speak("zh-Hans")
    assert "海港贸易有限公司" in visitor.get("/sample").text


def test_the_example_cannot_be_changed(visitor):
    assert visitor.post("/sample").status_code == 405


def test_the_reports_of_the_example_are_linked(visitor):
    page = visitor.get("/sample").text
    assert "/sample/harbour/report/en.pdf" in page
    assert "/sample/harbour/report/zh-Hans.pdf" in page
