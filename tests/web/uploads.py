"""People who download a sheet from the site, send it back, and take over what it would change."""

from __future__ import annotations

import io
from html.parser import HTMLParser

from werkzeug.test import TestResponse

from assess.core.items import Item
from assess.web.context import Services
from tests.definitions.sheets.people import Person, shipped
from tests.web.conftest import Visitor


def downloaded(visitor: Visitor, offline: str) -> Person:
    reply = visitor.get(f"{offline}/sheet.xlsx")
    assert reply.status_code == 200
    return Person(reply.data)


def sent(visitor: Visitor, offline: str, data: bytes, name: str = "filled.xlsx") -> TestResponse:
    return visitor.post(offline, {"sheet": (io.BytesIO(data), name)})


def asked() -> list[Item]:
    """What the short form asks."""
    return [item for item in shipped().items() if item.core]


def sent_as_it_is(visitor: Visitor, offline: str, data: bytes) -> TestResponse:
    """The same for a file so large that the client of the tests would leave one open."""
    head = 'Content-Disposition: form-data; name="{}"{}\r\n\r\n'
    before = f"--b\r\n{head.format('csrf_token', '')}{visitor.token()}\r\n--b\r\n"
    before += head.format("sheet", '; filename="large.xlsx"')
    body = before.encode() + data + b"\r\n--b--\r\n"
    return visitor.client.post(
        offline, data=body, content_type="multipart/form-data; boundary=b", buffered=True
    )


class Fields(HTMLParser):
    """The fields of the form that takes a sheet over, as a browser would send them."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: dict[str, str] = {}
        self._inside = False
        self._textarea: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = given.get("id") == "taking"
        elif not self._inside:
            return
        elif tag == "textarea":
            self._textarea = given["name"]
            self.sent[given["name"]] = ""
        elif tag == "input" and (given["type"] != "radio" or "checked" in given):
            self.sent[given["name"]] = given["value"]

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._textarea:
            # The first end of a line belongs to the tag.
            self.sent[self._textarea] = self.sent[self._textarea].removeprefix("\n")
            self._textarea = None

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self.sent[self._textarea] += data


def fields(page: TestResponse) -> dict[str, str]:
    found = Fields()
    found.feed(page.text)
    return {name: value for name, value in found.sent.items() if name != "csrf_token"}


def taken(visitor: Visitor, offline: str, page: TestResponse, **chosen: str) -> TestResponse:
    changed = {name.replace("__", ":", 1).replace("__", "."): v for name, v in chosen.items()}
    return visitor.post(f"{offline}/take", {**fields(page), **changed})


def texts(services: Services, hub: str) -> dict[str, str]:
    record = services.store.find(token(hub))
    found = services.store.answers(record.id)
    return {f"{item}.{slot}": stored.value for (item, slot), stored in found.items()}


def token(hub: str) -> str:
    return hub.rstrip("/").rsplit("/", maxsplit=1)[-1]


def history(services: Services, hub: str, item: str) -> list[tuple[str, str, str]]:
    record = services.store.find(token(hub))
    return [(e.slot, e.value, e.outcome) for e in services.store.history(record.id, item)]


def save(visitor: Visitor, hub: str, name: str, value: str, rev: int = 0) -> None:
    item, slot = name.split(".", 1)
    reply = visitor.put(
        f"{hub.rstrip('/')}/answers/{item}/{slot}", value, base_rev=rev, op_id=f"{name}{rev}{value}"
    )
    assert reply.status_code == 200, reply.text
