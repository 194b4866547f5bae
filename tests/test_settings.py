import re
import stat

import pytest

from assess.settings import Settings, WrongSetting


def test_nothing_needs_to_be_set(tmp_path):
    settings = Settings.from_environ({"ASSESS_VAR": str(tmp_path / "var")})
    assert settings.database_url == f"sqlite:///{tmp_path}/var/assess.sqlite"
    assert not settings.cookie_secure
    assert settings.trusted_hosts == ()
    assert settings.reports_mb == 500


def test_the_key_survives_a_restart_and_is_its_owners_alone(tmp_path):
    first = Settings.from_environ({"ASSESS_VAR": str(tmp_path)})
    second = Settings.from_environ({"ASSESS_VAR": str(tmp_path)})
    assert first.secret_key == second.secret_key
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600


def test_no_key_is_printed_with_the_settings(tmp_path):
    keys = {"ASSESS_SECRET_KEY": "k" * 32, "ASSESS_OPERATOR_KEY": "k" * 32}
    settings = Settings.from_environ({"ASSESS_VAR": str(tmp_path), **keys})
    assert settings.operator_key == b"k" * 32
    assert "kkkk" not in repr(settings)


def test_the_key_of_the_operator_is_a_line_of_its_owners_alone(tmp_path):
    first = Settings.from_environ({"ASSESS_VAR": str(tmp_path)})
    second = Settings.from_environ({"ASSESS_VAR": str(tmp_path)})
    kept = tmp_path / "operator-key"
    assert first.operator_key == second.operator_key == kept.read_text().strip().encode()
    assert first.operator_key != first.secret_key
    assert re.fullmatch(r"[\w-]{43}\n", kept.read_text())
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_a_key_that_another_process_is_writing_is_waited_for(tmp_path, monkeypatch):
    (tmp_path / "operator-key").touch()
    monkeypatch.setattr(
        "assess.settings.time.sleep", lambda _: (tmp_path / "operator-key").write_text("k" * 40)
    )
    assert Settings.from_environ({"ASSESS_VAR": str(tmp_path)}).operator_key == b"k" * 40


def test_the_key_of_an_earlier_installation_is_taken_as_it_is(tmp_path):
    (tmp_path / "secret-key").write_bytes(b" " + bytes(30) + b"\n")
    settings = Settings.from_environ({"ASSESS_VAR": str(tmp_path)})
    assert settings.secret_key == b" " + bytes(30) + b"\n"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("ASSESS_SECRET_KEY", "short", "shorter than 32 bytes"),
        ("ASSESS_OPERATOR_KEY", "k" * 31, "shorter than 32 bytes"),
        ("ASSESS_OPERATOR_KEY", "k" * 31 + "\n", "shorter than 32 bytes"),
        ("ASSESS_COOKIE_SECURE", "maybe", "write yes or no"),
        ("ASSESS_QUESTIONNAIRES", "/nowhere/at/all", "which is no folder"),
        ("ASSESS_VAR", "/dev/null/var", "cannot be a folder"),
        ("ASSESS_REPORTS_MB", "0", "write a whole number of megabytes"),
        ("ASSESS_REPORTS_MB", "-5", "write a whole number of megabytes"),
        ("ASSESS_REPORTS_MB", "much", "is 'much'"),
        ("ASSESS_REPORTS_MB", "1.5", "1 or more"),
        ("ASSESS_REPORTS_MB", "²", "1 or more"),
        ("ASSESS_REPORTS_MB", "9" * 5000, "1 or more"),
    ],
)
def test_a_wrong_value_is_refused_with_a_sentence(tmp_path, name, value, said):
    with pytest.raises(WrongSetting, match=said):
        Settings.from_environ({"ASSESS_VAR": str(tmp_path), name: value})


def test_a_damaged_key_is_refused(tmp_path):
    (tmp_path / "secret-key").write_bytes(b"half")
    with pytest.raises(WrongSetting, match="too short to be a key"):
        Settings.from_environ({"ASSESS_VAR": str(tmp_path)})


def test_hosts_are_a_list(tmp_path):
    given = {"ASSESS_VAR": str(tmp_path), "ASSESS_TRUSTED_HOSTS": "a.example, b.example"}
    assert Settings.from_environ(given).trusted_hosts == ("a.example", "b.example")


def test_the_room_for_reports_is_a_number_of_megabytes(tmp_path):
    given = {"ASSESS_VAR": str(tmp_path), "ASSESS_REPORTS_MB": "20"}
    assert Settings.from_environ(given).reports_mb == 20
