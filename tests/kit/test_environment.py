"""Settings from the environment fail loudly, with the cure."""

import pytest

from uphold.kit import environment
from uphold.kit.environment import Misconfigured
from uphold.kit.postgres.address import DatabaseAddress, read_url


def test_a_setting_without_default_must_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXAMPLE", " ")

    with pytest.raises(Misconfigured, match="EXAMPLE is not set"):
        environment.text("EXAMPLE")


def test_a_number_must_be_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXAMPLE", "ten")

    with pytest.raises(Misconfigured, match="'ten', which is not a whole number"):
        environment.number("EXAMPLE", 3)


def test_a_choice_names_what_is_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXAMPLE", "loud")

    with pytest.raises(Misconfigured, match="must be one of: text, json"):
        environment.choice("EXAMPLE", ("text", "json"), "text")


def test_a_database_is_named_by_one_address() -> None:
    address = read_url("postgresql://ada:s%40fe@db.example.com:6432/desk?sslmode=require")

    assert address == DatabaseAddress(
        host="db.example.com",
        port=6432,
        name="desk",
        user="ada",
        password="s@fe",
        options=(("sslmode", "require"),),
    )


def test_a_socket_folder_is_written_escaped() -> None:
    assert read_url("postgresql://ada@%2Frun%2Fpostgresql/desk").host == "/run/postgresql"


@pytest.mark.parametrize("url", ["sqlite:///desk.db", "mysql://ada@host/desk", "postgresql://host/"])
def test_what_is_no_postgresql_database_is_refused(url: str) -> None:
    with pytest.raises(Misconfigured, match="UPHOLD_DATABASE_URL must"):
        read_url(url)
