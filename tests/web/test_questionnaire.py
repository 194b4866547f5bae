"""The pages that show what is asked; mirrors assess/web/questionnaire.py."""

import re

import pytest


@pytest.fixture
def asked(services):
    return services.questionnaire("customer-management")


def test_every_item_is_listed_with_its_weight(visitor, asked):
    page = visitor.get("/questionnaire").text

    for item in asked.items():
        assert f"#item-{item.id}" in page
    assert page.count(" points</span>") >= len(list(asked.items()))


def test_a_dimension_shows_all_that_is_known_about_its_items(visitor, asked):
    page = visitor.get("/questionnaire/dimensions/leadership").text
    (item,) = [item for item in asked.items() if item.id == "L4"]

    for words in (item.text, item.why, item.help, item.evidence, item.improve[4].do):
        assert words.within("en").split(".")[0].replace("’", "’") in page
    assert "Verified by document, interview, observation." in page
    assert "Executive" in page
    assert "Customer relationship management in enterprise marketing (二.1)" in page


def test_an_unknown_dimension_is_not_found(visitor):
    assert visitor.get("/questionnaire/dimensions/nowhere").status_code == 404


def test_article_practice_and_items_are_traced(visitor, asked):
    page = visitor.get("/questionnaire/sources").text
    rows = sum(len(article.practices) for article in asked.articles)

    assert len(re.findall(r"<tr>", page)) == rows + len(asked.articles)
    assert "Grading customers by the ABC method" in page
    assert '/questionnaire/dimensions/strategy#item-S3"' in page


def test_the_matrix_counts_what_each_role_judges(visitor, asked):
    page = visitor.get("/questionnaire/roles").text
    judged = sum("finance" in item.roles for item in asked.items())

    assert re.search(rf'Finance</th>\s*<td class="number">{judged}</td>', page)
    assert page.count("●") == sum(len(item.roles) for item in asked.items())


def test_the_words_stand_in_both_languages_side_by_side(visitor):
    page = visitor.get("/questionnaire/words").text

    assert re.search(r'<td lang="en">contact point</td>\s*<td lang="zh-Hans">触点</td>', page)


OTHER = "service-capability"


@pytest.mark.parametrize("page", ["", "/roles", "/sources", "/words"])
def test_another_questionnaire_is_shown_and_stayed_with(visitor, services, page):
    shown = visitor.get(f"/questionnaire{page}?of={OTHER}").text

    assert services.questionnaire(OTHER).title.within("en") in shown
    links = re.findall(r'href="(/questionnaire[^"#]*)', shown)
    assert links
    assert all(f"of={OTHER}" in link for link in links)


def test_the_dimensions_of_another_questionnaire_are_its_own(visitor, services):
    (first, *_) = services.questionnaire(OTHER).dimensions

    assert visitor.get(f"/questionnaire/dimensions/{first.id}?of={OTHER}").status_code == 200
    assert visitor.get(f"/questionnaire/dimensions/leadership?of={OTHER}").status_code == 404
    assert visitor.get("/questionnaire?of=nothing").status_code == 404


def test_what_is_true_of_one_questionnaire_is_not_told_of_another(visitor):
    for name in ("sources", "roles"):
        told = visitor.get(f"/questionnaire/{name}?of={OTHER}").text
        assert "five Chinese articles" not in told
        assert "Eight to twelve" not in told


def test_the_weights_of_every_profile_are_told(visitor, services):
    page = visitor.get("/questionnaire").text.partition('id="weights"')[2]
    asked = services.questionnaire("customer-management")

    for profile in asked.profiles:
        assert profile.title.within("en") in page
        for points in profile.points.values():
            assert f'<td class="number">{points}</td>' in page


def test_another_language_stays_with_the_questionnaire_that_is_shown(visitor):
    page = visitor.get("/questionnaire?of=service-capability").text

    assert 'name="back" value="/questionnaire?of=service-capability"' in " ".join(page.split())
