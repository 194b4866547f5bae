"""How hypothesis searches: the same examples every time on the build server, new ones at a desk."""

import os

from hypothesis import HealthCheck, settings

DESK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

settings.register_profile("desk", DESK)
settings.register_profile("ci", DESK, derandomize=True, database=None)
settings.register_profile("night", DESK, max_examples=2000)  # --hypothesis-profile night
settings.load_profile("ci" if os.environ.get("CI") else "desk")
