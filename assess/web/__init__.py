"""Requests: one module per area of the site; a view finds, binds, decides and renders."""

from __future__ import annotations

from flask import Flask

from assess.web import (
    assessments,
    autosave,
    calibration,
    customers,
    errors,
    home,
    offering,
    offline,
    operator,
    pages,
    questionnaire,
    renewal,
    reports,
    sample,
    speech,
    surveys,
    targets,
    verification,
)


def register(app: Flask) -> None:
    """Give the application its pages."""
    pages.prepare(app)
    speech.prepare(app)
    errors.prepare(app)
    offering.prepare(app)
    for area in (
        home,
        questionnaire,
        calibration,
        targets,
        surveys,
        renewal,
        offline,
        assessments,
        reports,
        autosave,
        customers,
        sample,
        verification,
        speech,
        operator,
    ):
        app.register_blueprint(area.bp)
