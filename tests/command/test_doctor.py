"""The doctor finds what is wrong, says how to mend it, and changes nothing."""

from pathlib import Path

from tests.command.program import run_uphold
from uphold.command.checks import CHECKS
from uphold.kit.keys import make_keys


def test_a_fresh_machine_is_well_and_is_left_as_it_was(tmp_path: Path) -> None:
    ended = run_uphold("doctor", folder=tmp_path)

    assert ended.returncode == 0
    assert [what for what, _ in CHECKS if f" {what}: " not in ended.stdout] == []
    assert list(tmp_path.iterdir()) == []


def test_keys_that_others_may_read_are_bad(tmp_path: Path) -> None:
    make_keys(tmp_path)
    key = tmp_path / "keys" / "signing_key"
    key.chmod(0o644)

    ended = run_uphold("doctor", folder=tmp_path)

    assert ended.returncode == 1
    assert f"bad  Keys: others may read them\n       chmod 600 {key}\n" in ended.stdout


def test_a_database_that_does_not_answer_is_bad(tmp_path: Path) -> None:
    url = "postgresql://ada@127.0.0.1:1/desk"

    ended = run_uphold("doctor", folder=tmp_path, UPHOLD_DATABASE_URL=url, UPHOLD_SECRET_KEY="key")

    assert ended.returncode == 1
    assert "bad  PostgreSQL: does not answer" in ended.stdout
    assert "Traceback" not in ended.stdout


def test_a_malformed_setting_is_bad_and_its_cure_is_told(tmp_path: Path) -> None:
    ended = run_uphold("doctor", folder=tmp_path, UPHOLD_DATABASE_URL="sqlite:///desk")

    assert ended.returncode == 1
    assert "UPHOLD_DATABASE_URL must begin with postgresql://" in ended.stdout


def test_a_mail_server_that_does_not_answer_is_bad(tmp_path: Path) -> None:
    ended = run_uphold("doctor", folder=tmp_path, UPHOLD_MAIL_URL="smtp+plain://127.0.0.1:1")

    assert ended.returncode == 1
    assert "bad  Mail: 127.0.0.1:1 does not answer" in ended.stdout
