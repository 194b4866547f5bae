"""The site, for WSGI servers: `waitress-serve wsgi:app`."""

import os

from assess.app import create_app
from assess.settings import Settings

app = create_app(Settings.from_environ(os.environ))
