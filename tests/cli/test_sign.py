"""`assess report --sign`: a signed PDF, or one sentence before anything is printed."""

import json

import pytest

from tests.cli.conftest import HARBOUR, Run
from tests.rendering.authority import PASSPHRASE, SIGNER, Authority, founded

pytestmark = pytest.mark.pdf


@pytest.fixture(scope="module")
def authority(tmp_path_factory) -> Authority:
    return founded(tmp_path_factory.mktemp("authority"))


def test_a_signed_report_is_verified_and_its_signer_named(
    assess: Run, authority, tmp_path, monkeypatch
):
    path = tmp_path / "signed.pdf"
    monkeypatch.setenv("ASSESS_SIGN_PASSPHRASE", PASSPHRASE.decode())
    files = ("--sign", authority.locked, "--certificate", authority.certificate)
    chain = ("--chain", authority.middle, "--chain", authority.root)

    done = assess("report", HARBOUR, "-o", path, "--edition", "board", *files, *chain)
    assert (done.status, done.err) == (0, "")

    (found,) = json.loads(assess("verify", path, "--json").out)
    assert found["genuine"]
    assert found["signature"]["signer"] == SIGNER
    assert found["signature"]["reason"] == "I issued this report"

    done = assess("verify", path, "--trust", authority.root)
    assert done.status == 0
    assert "one of the given roots vouches for the name" in done.out

    done = assess("verify", path, "--trust", authority.stranger)
    assert done.status == 1
    assert f"{SIGNER} signed it, but none of the given roots vouches" in done.out

    done = assess("verify", path, "--trust", path)
    assert (done.status, done.err.count("\n")) == (2, 1)
    assert "no certificate to trust" in done.err

    path.write_bytes(path.read_bytes().replace(b"/M (D:20", b"/M (D:19"))
    done = assess("verify", path)
    assert done.status == 1
    assert "the signature is broken" in done.out
    assert SIGNER not in done.out


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("-o", "a.pdf", "--sign", "k.pem"), "--sign and --certificate go together"),
        (("-o", "a.pdf", "--certificate", "c.pem"), "--sign and --certificate go together"),
        (("-o", "a.pdf", "--chain", "c.pem"), "--sign and --certificate go together"),
        (
            ("-o", "a.xlsx", "--sign", "k.pem", "--certificate", "c.pem"),
            "--sign goes only with one PDF",
        ),
        (
            ("-o", "a.pdf", "--sign", "k.pem", "--certificate", "c.pem"),
            "k.pem and c.pem cannot sign",
        ),
    ],
)
def test_what_cannot_be_signed_is_told_before_printing(
    assess: Run, tmp_path, monkeypatch, options, said
):
    monkeypatch.chdir(tmp_path)

    done = assess("report", HARBOUR, *options)

    assert done.status == 2
    assert said in done.err
    assert done.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_many_reports_are_not_signed_at_once(assess: Run, tmp_path):
    files = ("--sign", "k.pem", "--certificate", "c.pem")

    done = assess("report", "--all", HARBOUR.parent, "-o", tmp_path, *files)

    assert (done.status, done.err) == (2, "assess: --sign goes only with one PDF\n")


def test_without_the_extra_one_sentence_says_what_to_install(assess: Run, tmp_path, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "assess.rendering.cms", None)
    files = ("--sign", "k.pem", "--certificate", "c.pem")

    done = assess("report", HARBOUR, "-o", tmp_path / "a.pdf", *files)

    assert done.status == 2
    assert done.err.endswith("install it with: pip install assess[sign]\n")
