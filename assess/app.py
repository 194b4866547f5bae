"""The site as one Flask application, put together from named steps."""

from __future__ import annotations

import logging
from datetime import datetime
from types import TracebackType
from typing import cast

from flask import Flask, request
from flask_bootstrap import Bootstrap5
from flask_compress import Compress
from flask_wtf import CSRFProtect

from assess import resources, web
from assess.definitions.brands import load_brand
from assess.definitions.library import Library
from assess.definitions.releasing.shelf import Shelf
from assess.rendering.environment import equip
from assess.settings import Settings
from assess.storage.assessments import AssessmentStore
from assess.storage.database import migrate, open_engine
from assess.storage.surveys import SurveyStore
from assess.web.context import Services
from assess.web.kept import MEGABYTE
from assess.web.press import Press
from assess.web.survey_services import Surveys

LARGEST_PAGE = 32 * 1024 * 1024
"""Bytes of one POST: 40 items with 5,000 Chinese characters in every text field, encoded."""
LARGEST_FORM_PARTS = 10_000
A_YEAR = 31_536_000


class Site(Flask):
    """A Flask application whose log repeats no secret link."""

    def log_exception(
        self,
        exc_info: tuple[type, BaseException, TracebackType] | tuple[None, None, None],
    ) -> None:
        """Log the rule that was asked for, not the path, which may hold a secret link."""
        rule = request.url_rule.rule if request.url_rule else "no page of ours"
        self.logger.error("Exception on %s [%s]", rule, request.method, exc_info=exc_info)


def create_app(settings: Settings) -> Flask:
    """The site with its database brought up to date."""
    app = Site("assess", template_folder=str(resources.templates()), static_folder="web/static")
    configure(app, settings)
    equip(app.jinja_env)
    extend(app)
    app.extensions["assess"] = open_services(app, settings)
    web.register(app)
    return app


def configure(app: Flask, settings: Settings) -> None:
    """Set everything explicitly that Flask leaves open."""
    app.logger.setLevel(logging.INFO)
    app.config.update(
        CLOCK=lambda: datetime.now().astimezone(),
        SECRET_KEY=settings.secret_key,
        OPERATOR_KEY=settings.operator_key,
        TRUSTED_HOSTS=list(settings.trusted_hosts) or None,
        SESSION_COOKIE_SECURE=settings.cookie_secure,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_HTTPONLY=True,
        MAX_CONTENT_LENGTH=LARGEST_PAGE,
        MAX_FORM_MEMORY_SIZE=LARGEST_PAGE,
        MAX_FORM_PARTS=LARGEST_FORM_PARTS,
        SEND_FILE_MAX_AGE_DEFAULT=A_YEAR,
        # A token lives as long as its session: no hour after which a long form is refused.
        WTF_CSRF_TIME_LIMIT=None,
        # Our pages send no referrer, so it cannot be asked for.
        WTF_CSRF_SSL_STRICT=False,
        BOOTSTRAP_SERVE_LOCAL=True,
    )


def extend(app: Flask) -> None:
    """Bootstrap's own files, guarded forms, compressed pages."""
    Bootstrap5(app)
    CSRFProtect(app)
    Compress(app)


def open_services(app: Flask, settings: Settings) -> Services:
    """The definitions and the database, brought up to date."""
    engine = open_engine(settings.database_url)
    migrate(engine)

    def clock() -> datetime:
        """The application's clock, asked anew each time, so that tests may set it."""
        return cast("datetime", app.config["CLOCK"]())

    shelf = Shelf(settings.var)
    stamp = shelf.stamp()
    library = Library(settings.questionnaires or resources.questionnaires(), shelf.offered)
    store = AssessmentStore(engine, clock)
    services = Services(
        library=library,
        store=store,
        surveys=Surveys(library, SurveyStore(engine, clock), store),
        engine=engine,
        press=Press(settings.var / "reports", settings.reports_mb * MEGABYTE),
        shelf=shelf,
        stamp=stamp,
        brand=load_brand(settings.brand) if settings.brand else None,
    )
    services.keep_questionnaires()
    for id, fault in library.faulty.items():
        app.logger.error("%s is not offered: %s", id, fault)
    return services
