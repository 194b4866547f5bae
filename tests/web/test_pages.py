"""What holds on every page, whatever it shows."""

import re

import pytest

CONTENT_SECURITY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
PAGES = [
    "/",
    "/benchmarks",
    "/sample",
    "/questionnaire",
    "/questionnaire/dimensions/leadership",
    "/questionnaire/dimensions/operations",
    "/questionnaire/dimensions/results",
    "/questionnaire/roles",
    "/questionnaire/sources",
    "/questionnaire/words",
    "/calibration",
    "/verify",
    "/a/{token}/",
    "/a/{token}/targets",
    "/a/{token}/surveys",
    "/a/{token}/organization",
    "/a/{token}/leadership",
    "/a/{token}/strategy",
    "/a/{token}/staffing",
    "/a/{token}/resources",
    "/a/{token}/it",
    "/a/{token}/operations",
    "/a/{token}/results",
    "/a/{token}/result",
    "/a/{token}/report",
    "/a/{token}/offline",
]
FAULTS = {"/nowhere": 404, "/a/wrong/": 404, "/a/{token}/nowhere": 404, "/start": 405}
OTHERS = {
    "/start",
    "/language",
    "/csrf",
    "/healthz",
    "/a/{token}/result.json",
    "/a/{token}/surveys/<int:number>",
    "/a/{token}/surveys/<int:number>/state",
    "/s/<link>",
    "/s/<link>/thanks",
    "/a/{token}/role",
    "/a/{token}/version",
    "/a/{token}/report/<language>.pdf",
    "/a/{token}/report/file",
    "/a/{token}/report/stop",
    "/a/{token}/offline/sheet.xlsx",
    "/a/{token}/offline/take",
    "/a/{token}/answers/<item_id>/<slot>",
    "/sample/<name>/report/<language>.pdf",
    "/sample/<name>",
    # What these do is tried in tests/web/operator.
    "/operator",
    "/operator/sign-in",
    "/operator/sign-out",
    "/operator/drafts/<key>",
    "/operator/drafts/<key>/try",
    "/operator/drafts/<key>/release",
    "/operator/drafts/<key>/discard",
    "/operator/questionnaires/<id>/withdraw",
    "/static/<path:filename>",
    "/bootstrap/static/<path:filename>",
}


@pytest.fixture
def place(hub):
    return lambda path: path.replace("/a/{token}/", hub)


@pytest.mark.parametrize("language", ["en", "zh-Hans", "zh-Hant"])
@pytest.mark.parametrize("path", PAGES)
def test_every_page_opens_in_each_language(visitor, place, path, language):
    visitor.speak(language)
    page = visitor.get(place(path))
    assert page.status_code == 200
    assert f'<html lang="{language}">' in page.text


@pytest.mark.parametrize("path", [*PAGES, *FAULTS, "/healthz", "/csrf", "/static/assess.css"])
def test_every_answer_is_protected(visitor, place, path):
    page = visitor.get(place(path))
    assert page.status_code == FAULTS.get(path, 200)
    assert page.headers["Content-Security-Policy"] == CONTENT_SECURITY
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize("path", [*PAGES, *FAULTS])
def test_nothing_comes_from_elsewhere_and_nothing_is_inline(visitor, place, path):
    page = visitor.get(place(path)).text
    loaded = re.findall(r'<(?:script|link|img|iframe)[^>]*(?:src|href)="([^"]*)"', page)
    assert loaded
    assert all(address.startswith("/") for address in loaded)
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", page)
    assert not re.search(r"<script(?![^>]*\ssrc=)", page)


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_not_kept_by_browsers_and_stay_small(visitor, place, path):
    page = visitor.get(place(path), **{"Accept-Encoding": "gzip"})
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Content-Encoding"] == "gzip"
    assert len(page.data) < 50_000  # with styles and scripts below 150 KB


def test_static_files_name_their_content_and_are_kept_for_a_year(visitor):
    address = re.search(r'href="(/static/assess.css\?v=[0-9a-f]{12})"', visitor.get("/").text)
    assert address
    assert "immutable" in visitor.get(address[1]).headers["Cache-Control"]
    assert visitor.get("/static/assess.css").headers["Cache-Control"] == "no-cache"


def test_secret_links_are_not_indexed(visitor, hub):
    assert visitor.get(hub).headers["X-Robots-Tag"] == "noindex"


def test_no_address_appears_or_disappears_by_accident(app):
    known = {path.replace("{token}", "<token>") for path in [*PAGES, *OTHERS]}
    dimensions = {f"/a/<token>/{id}" for id in ("leadership", "strategy", "staffing", "resources")}
    dimensions |= {f"/a/<token>/{id}" for id in ("it", "operations", "results")}
    known = (known - dimensions) | {"/a/<token>/<dimension_id>"}
    known |= {"/a/<token>/<dimension_id>/<stage_id>"}
    shown = {path for path in known if path.startswith("/questionnaire/dimensions/")}
    known = (known - shown) | {"/questionnaire/dimensions/<dimension_id>"}
    assert {rule.rule for rule in app.url_map.iter_rules()} == known
