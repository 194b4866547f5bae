"""The options that sign a report."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from datetime import UTC, datetime

from assess.core.faults import N_
from assess.errors import AssessError
from assess.language import gettext


def finish_of(options: argparse.Namespace) -> Callable[[bytes], bytes] | None:
    """What signs the printed report as the options say, None when it is not to be signed."""
    if not (options.sign or options.certificate or options.chain):
        return None
    if not (options.sign and options.certificate):
        raise AssessError(gettext(N_("--sign and --certificate go together")))
    if options.all or options.output.suffix.lower() != ".pdf":
        raise AssessError(gettext(N_("--sign goes only with one PDF")))
    from assess.rendering.signing import require_key, sign

    passphrase = os.environ.get("ASSESS_SIGN_PASSPHRASE", "").encode() or None
    given = (options.sign, options.certificate, options.chain, passphrase)
    # Printing takes seconds: a key that does not open is told before.
    require_key(*given)

    def finish(pdf: bytes) -> bytes:
        return sign(pdf, *given, reason=gettext("I issued this report"), at=datetime.now(UTC))

    return finish
