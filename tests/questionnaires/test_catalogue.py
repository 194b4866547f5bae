"""The customer-management questionnaire, held against its catalogue."""

from collections import Counter

from tests.questionnaires.shipped import CORE

CATALOGUE = {
    # id: type, points, the items that come first
    "L1": ("checklist", 14, ""),
    "L2": ("maturity", 12, "L1"),
    "L3": ("coverage", 10, "L1"),
    "L4": ("maturity", 12, "L2"),
    "L5": ("checklist", 12, "L1"),
    "L6": ("maturity", 10, "L1 OC2"),
    "L7": ("coverage", 8, ""),
    "L8": ("checklist", 12, ""),
    "L9": ("maturity", 10, "L6"),
    "S1": ("maturity", 14, "L1"),
    "S2": ("maturity", 12, ""),
    "S3": ("checklist", 14, "I1"),
    "S4": ("checklist", 10, "S3"),
    "S5": ("maturity", 12, "I1 I3"),
    "S6": ("coverage", 8, "S3 I3"),
    "S7": ("maturity", 12, "S2 S3"),
    "S8": ("checklist", 8, "S5"),
    "S9": ("maturity", 10, "S1"),
    "S10": ("maturity", 10, "S1"),
    "P1": ("checklist", 12, "L5"),
    "P2": ("maturity", 8, "L5"),
    "P3": ("checklist", 10, "P1"),
    "P4": ("coverage", 8, ""),
    "P5": ("coverage", 12, "P3"),
    "P6": ("checklist", 14, "OC2"),
    "P7": ("maturity", 10, "P6"),
    "P8": ("kpi", 8, ""),
    "P9": ("maturity", 10, "L5"),
    "P10": ("kpi", 8, ""),
    "R1": ("maturity", 12, "S1"),
    "R2": ("maturity", 12, "S3"),
    "R3": ("coverage", 10, ""),
    "R4": ("kpi", 8, "R3"),
    "R5": ("checklist", 8, ""),
    "R6": ("maturity", 8, ""),
    "R7": ("kpi", 6, ""),
    "R8": ("checklist", 6, "I1"),
    "I1": ("checklist", 14, ""),
    "I2": ("coverage", 12, "I1"),
    "I3": ("coverage", 12, "I1"),
    "I4": ("checklist", 8, "I1"),
    "I5": ("checklist", 8, "I1"),
    "I6": ("checklist", 10, "I1"),
    "I7": ("maturity", 12, "I2 I3"),
    "I8": ("coverage", 8, "I2"),
    "I9": ("checklist", 10, ""),
    "I10": ("maturity", 8, "I1"),
    "I11": ("coverage", 6, "I1"),
    "I12": ("checklist", 12, ""),
    "OA1": ("maturity", 14, "S3"),
    "OA2": ("checklist", 12, "R3"),
    "OA3": ("coverage", 12, "S4 I4"),
    "OA4": ("checklist", 12, ""),
    "OB1": ("kpi", 14, "I6"),
    "OB2": ("checklist", 10, "R5"),
    "OB3": ("checklist", 18, "P9"),
    "OB4": ("coverage", 12, ""),
    "OB5": ("maturity", 16, ""),
    "OC1": ("maturity", 15, "R3"),
    "OC2": ("coverage", 16, ""),
    "OC3": ("coverage", 12, "R3"),
    "OC4": ("kpi", 12, "OC2"),
    "OD1": ("checklist", 12, "S4"),
    "OD2": ("checklist", 12, "I1"),
    "OD3": ("coverage", 14, "I3"),
    "OD4": ("maturity", 10, "OD3"),
    "OD5": ("maturity", 12, "S3 S5"),
    "OE1": ("kpi", 12, "S4"),
    "OE2": ("maturity", 11, "I8"),
    "OE3": ("maturity", 11, ""),
    "OE4": ("checklist", 11, "S8"),
    "V1": ("kpi", 24, "OC2"),
    "V2": ("kpi", 16, "OC2"),
    "V3": ("kpi", 26, "I3"),
    "V4": ("kpi", 18, "S6"),
    "V5": ("kpi", 20, "OB3"),
    "V6": ("kpi", 18, "OB1"),
    "V7": ("kpi", 14, "OA1"),
    "V8": ("kpi", 24, "S5"),
    "V9": ("kpi", 12, ""),
    "V10": ("kpi", 14, "OE1"),
    "V11": ("kpi", 14, ""),
    "V12": ("coverage", 20, ""),
}
KNOCK_OUTS = ["L1", "L8", "S1", "I1", "I3", "I9", "I12", "OB3", "OC2", "V1"]
STAGES = {"acquisition": 50, "service": 70, "experience": 55, "loyalty": 60, "development": 45}
MOST_FOR_A_ROLE = 35


def test_every_item_of_the_catalogue_is_there_with_its_weight_and_what_comes_first(whole):
    found = {i.id: (i.type, int(i.points), " ".join(i.needs)) for i in whole.items()}

    assert found == CATALOGUE
    assert list(found) == list(CATALOGUE)
    assert len(found) == 83
    assert sum(item.points for item in whole.items()) == 1000
    assert sum(len(item.needs) for item in whole.items()) == 68


def test_the_points_of_the_items_are_those_of_their_dimension(whole):
    capability = whole.profile("capability").points

    for dimension in whole.dimensions:
        assert sum(item.points for item in dimension.items) == capability[dimension.id]


def test_operations_are_asked_in_five_stages(whole):
    operations = whole.dimension("operations")
    assert operations is not None

    assert [stage.id for stage in operations.stages] == list(STAGES)
    for stage, points in STAGES.items():
        assert sum(i.points for i in operations.items if i.stage == stage) == points


def test_ten_items_are_knock_outs(whole):
    assert [item.id for item in whole.items() if item.knock_out] == KNOCK_OUTS
    assert len(KNOCK_OUTS) == 10


def test_the_core_form_is_the_catalogues(whole):
    core = [item for item in whole.items() if whole.form("core").asks(item)]

    assert [item.id for item in core] == CORE
    assert len(core) == 28
    assert sum(item.points for item in core) == 398


def test_only_the_short_form_is_a_screening(whole):
    assert [(form.id, form.screening) for form in whole.forms] == [("full", False), ("core", True)]


def test_no_role_judges_more_than_one_person_can_answer(whole):
    judged = Counter(role for item in whole.items() for role in item.roles)

    assert set(judged) == {role.id for role in whole.roles}
    assert len(judged) in range(8, 13)
    assert max(judged.values()) <= MOST_FOR_A_ROLE
    assert all(len(item.roles) >= 2 for item in whole.items())


def test_every_item_says_why_and_where_it_comes_from(whole):
    for item in whole.items():
        assert item.why, item.id
        assert item.help, item.id
        assert item.sources, item.id
        assert item.verification, item.id
        assert item.na_allowed is (item.na_when is not None), item.id


def test_every_practice_of_the_articles_is_asked_about_and_every_item_comes_from_one(whole):
    practices = [practice for article in whole.articles for practice in article.practices]

    assert len(practices) == 95
    assert all(practice.items for practice in practices)
    assert {id for practice in practices for id in practice.items} == set(CATALOGUE)
    texts = [practice.text.source for practice in practices]
    assert len(set(texts)) == len(texts)


def test_the_profiles_share_a_thousand_points_out_among_the_dimensions(whole):
    assert dict(whole.profile("capability").points) == {
        "leadership": 100,
        "strategy": 110,
        "staffing": 100,
        "resources": 70,
        "it": 120,
        "operations": 280,
        "results": 220,
    }
    assert sum(whole.profile("excellence").points.values()) == 1000
    assert whole.profile("excellence").points["results"] == 400
