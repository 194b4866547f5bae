import re

from assess.language import languages


def test_the_front_page_starts_in_one_click(visitor):
    page = visitor.get("/")
    assert page.status_code == 200
    assert 'action="/start"' in page.text
    assert "28" in page.text


def test_start_makes_an_assessment_on_a_secret_link(visitor):
    first = visitor.post("/start")
    second = visitor.post("/start")
    assert first.status_code == 303
    assert re.fullmatch(r"/a/[\w-]{43}/", first.headers["Location"])
    assert first.headers["Location"] != second.headers["Location"]


def test_a_crawler_cannot_start_an_assessment(visitor):
    assert visitor.get("/start").status_code == 405
    assert set(visitor.get("/start").headers["Allow"].split(", ")) == {"OPTIONS", "POST"}


def test_every_reference_names_its_source_year_and_sample(visitor, services):
    page = visitor.get("/benchmarks").text
    benchmark = services.library.benchmark
    assert benchmark
    assert page.count("<cite>") == len(benchmark.references)
    assert "historic" in page
    assert "not percentiles" in page


def test_healthz_is_ok_while_the_database_answers(visitor):
    page = visitor.get("/healthz")
    assert (page.status_code, page.text) == (200, "ok\n")


def test_a_browsers_language_is_spoken_without_being_asked(visitor):
    page = visitor.get("/", **{"Accept-Language": "fr, zh-CN;q=0.9, en;q=0.1"})
    assert '<html lang="zh-Hans">' in page.text
    assert "客户管理能力评价" in page.text


def test_an_unknown_language_falls_back_to_english(visitor):
    assert '<html lang="en">' in visitor.get("/", **{"Accept-Language": "fr"}).text


def test_a_chosen_language_stays(visitor):
    answer = visitor.post("/language", {"speak": "zh-Hans", "back": "/benchmarks"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/benchmarks")
    assert '<html lang="zh-Hans">' in visitor.get("/").text


def test_a_language_nobody_speaks_here_is_not_chosen(visitor):
    assert visitor.post("/language", {"speak": "tlh", "back": "/"}).status_code == 404


def test_the_language_form_leads_nowhere_else(visitor):
    for elsewhere in ["https://evil.example/", "//evil.example", "/\\evil.example", "\n/x", ""]:
        answer = visitor.post("/language", {"speak": "en", "back": elsewhere})
        assert answer.headers["Location"] == "/"


def test_both_languages_are_offered(visitor):
    page = visitor.get("/").text
    for language in languages():
        assert f'value="{language}"' in page


OTHER = "service-capability"


def test_every_other_questionnaire_is_offered_with_what_it_takes(visitor, services):
    page = visitor.get("/").text
    others = [id for id in services.library.ids if id != services.asked]

    assert OTHER in others
    for id in others:
        other = services.questionnaire(id)
        assert other.title.within("en") in page
        assert f'name="questionnaire" value="{id}"' in page
        asked = sum(other.form("full").asks(item) for item in other.items())
        assert re.search(rf"{asked} questions, \d+ min", page)


def test_another_questionnaire_is_begun_answered_and_scored(visitor, services):
    begun = visitor.post("/start", {"questionnaire": OTHER, "form": "full"})
    hub = begun.headers["Location"].removesuffix("organization")
    other = services.questionnaire(OTHER)

    assert other.title.within("en") in visitor.get(hub).text
    for page in (*(dimension.id for dimension in other.dimensions), "result", "report"):
        assert visitor.get(f"{hub}{page}").status_code == 200


def test_a_questionnaire_that_is_not_there_cannot_be_begun(visitor):
    assert visitor.post("/start", {"questionnaire": "nothing"}).status_code == 404
