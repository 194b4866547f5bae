"""A survey that an organization has begun, and customers who answer it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from werkzeug.test import TestResponse

from tests.web.conftest import Visitor


@dataclass(frozen=True)
class Begun:
    """The addresses of a survey: of its results, and of the questions."""

    results: str
    questions: str


def begin(visitor: Visitor, hub: str, name: str = "Harbour Trading") -> Begun:
    """Start the shipped survey."""
    started = visitor.post(f"{hub}surveys", {"survey": "customer-voice", "name": name})
    assert started.status_code == 303
    results = str(started.headers["Location"])
    found = re.search(r'value="http://localhost(/s/[\w-]+)"', visitor.get(results).text)
    assert found
    return Begun(results, found[1])


def op_id(page: str) -> str:
    """The id of the form on a page."""
    found = re.search(r'name="op_id" value="([0-9a-f]{32})"', page)
    assert found
    return found[1]


def send(customer: Visitor, begun: Begun, answers: Mapping[str, str], **extra: str) -> TestResponse:
    """Open the questions and send these answers."""
    form = {"op_id": op_id(customer.get(begun.questions).text)}
    return customer.post(begun.questions, {**form, **answers, **extra})


def many(customer: Visitor, begun: Begun, sheets: Mapping[str, int], **others: str) -> None:
    """So many customers with this satisfaction, all else being alike."""
    token = customer.token()
    for n, (value, times) in enumerate(sheets.items()):
        for k in range(times):
            sent = {"csrf_token": token, "op_id": f"{n:016x}{k:016x}", "satisfaction": value}
            assert customer.client.post(begun.questions, data={**sent, **others}).status_code == 303
