"""Who may put questionnaires on the site: whoever has the key of its operator.

There are no accounts.  A browser that showed the key keeps a digest of it in its session, keyed by
the secret of the site; where either of the two is another one, everybody has to show it again.
"""

from __future__ import annotations

import hmac
import time
from threading import BoundedSemaphore
from typing import cast

from flask import current_app, session

from assess.web.context import now

HOURS = 12
"""After which the key has to be shown again."""
LONGEST_PAUSE = 2.0
"""Seconds that a wrong key takes after several others; guessing one of 256 bits takes for ever."""
_KEPT = "operator"
_pause = BoundedSemaphore()
"""One thread at a time waits, so that who tries keys takes the others from nobody."""
_failures = 0


def is_operated() -> bool:
    """Whether this site has an operator at all."""
    return bool(_key())


def is_operator() -> bool:
    """Whether this browser has shown the key not long ago."""
    kept = session.get(_KEPT)
    if not (is_operated() and isinstance(kept, dict)):
        return False
    age = now().timestamp() - kept.get("since", 0)
    return hmac.compare_digest(str(kept.get("proof")), _proof()) and 0 <= age < HOURS * 3600


def sign_in(given: str) -> bool:
    """Let this browser in if it shows the key; whether it did."""
    global _failures  # noqa: PLW0603 — it is about this process, not about anybody
    typed = given.strip().encode(errors="replace")
    if not (is_operated() and hmac.compare_digest(typed, _key())):
        _failures += 1
        _wait()
        return False
    _failures = 0
    # What was a token for a stranger with this browser must not be one for the operator.
    session.pop("csrf_token", None)
    session[_KEPT] = {"proof": _proof(), "since": now().timestamp()}
    return True


def sign_out() -> None:
    """Forget the key in this browser."""
    session.pop(_KEPT, None)


def _key() -> bytes:
    return cast("bytes", current_app.config["OPERATOR_KEY"])


def _proof() -> str:
    secret = cast("bytes", current_app.config["SECRET_KEY"])
    return hmac.digest(secret, b"operator " + _key(), "sha256").hex()


def _wait() -> None:
    if _pause.acquire(blocking=False):
        try:
            time.sleep(min(_failures * 0.1, LONGEST_PAUSE))
        finally:
            _pause.release()
