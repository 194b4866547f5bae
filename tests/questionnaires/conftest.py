"""What tests of questionnaires need: every shipped one, and that on customer management."""

import pytest

from assess.core.questionnaire import Questionnaire
from tests.questionnaires.shipped import LIBRARY


@pytest.fixture(params=list(LIBRARY.ids))
def questionnaire(request: pytest.FixtureRequest) -> Questionnaire:
    found = LIBRARY.questionnaire(request.param)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def whole() -> Questionnaire:
    """The customer-management questionnaire."""
    found = LIBRARY.questionnaire("customer-management")
    assert found is not None
    return found
