"""A mapping says what is wrong with it, all at once, with line, column and cure."""

import pytest

from tests.tickets.incidents.logs import MAPPING, mapping
from uphold.tickets.incidents.mapping import Stage, State
from uphold.tickets.incidents.problem import Unreadable


def problems(text: str) -> list[str]:
    with pytest.raises(Unreadable) as caught:
        mapping(text)
    return [str(problem) for problem in caught.value.problems]


def test_a_mapping_is_read_into_our_words() -> None:
    read = mapping()

    assert read.source == "old desk"
    assert read.layout.zone.key == "America/New_York"
    assert read.layout.quote == '"'
    assert read.states["With supplier"] == State(Stage.WAITING, "third party")
    assert read.priorities == {"P1": "Urgent", "P2": "High", "P3": "Medium"}
    assert read.not_in_log == ("first response",)


def test_a_mistyped_name_is_reported_with_the_nearest_one() -> None:
    assert problems(MAPPING.replace("opened at:", "opend at:")) == [
        "map.yaml:7:3: The column of 'opened at' is missing.",
        "map.yaml:10:3: 'opend at' means nothing here; did you mean 'opened at'?",
    ]


def test_all_mistakes_come_at_once_in_the_order_of_the_file() -> None:
    text = MAPPING.replace("New: open", "New: fresh").replace("for customer", "for customr")
    text = text.replace("- first response", "- first respons")

    assert problems(text) == [
        "map.yaml:17:8: 'fresh' is not a state; write open, resolved, closed or 'waiting for customer'.",
        "map.yaml:19:15: Nobody waits for 'customr'; did you mean 'customer'?",
        "map.yaml:40:5: 'first respons' is not a metric; did you mean 'first response'?",
    ]


def test_dates_and_zone_are_never_guessed() -> None:
    text = MAPPING.replace('  dates: "%d/%m/%Y %H:%M"\n', "").replace("  zone: America/New_York\n", "")

    assert problems(text) == [
        "map.yaml:3:3: 'dates' is missing: nothing about time is guessed.",
        "map.yaml:3:3: 'zone' is missing: nothing about time is guessed.",
    ]


def test_a_zone_that_does_not_exist_is_refused() -> None:
    assert problems(MAPPING.replace("America/New_York", "America/Newyork")) == [
        "map.yaml:5:9: 'America/Newyork' is not a zone; write one of the IANA database, like 'America/New_York'."
    ]


def test_a_source_that_is_too_long_for_a_key_is_refused() -> None:
    assert problems(MAPPING.replace("old desk", "o" * 51)) == [
        "map.yaml:1:9: 51 characters are too many; at most 50 fit."
    ]


def test_a_name_written_twice_is_refused() -> None:
    text = MAPPING.replace("  Done: closed\n", "  Done: closed\n  Done: resolved\n")

    assert problems(text) == ["map.yaml:23:3: 'Done' is written twice."]


def test_text_that_is_no_yaml_is_refused_at_its_line() -> None:
    assert problems("source: desk\nfile: [1, 2\nstates:\n")[0].startswith("map.yaml:3:7: This is not YAML")


def test_braces_of_the_subject_hold_a_column_and_nothing_else() -> None:
    assert problems(MAPPING.replace('"{matter}"', '"{matter!r:>9}"')) == [
        "map.yaml:36:10: In braces stands the name of a column, as in '{category}', and nothing else."
    ]


def test_a_column_of_priorities_needs_a_list_of_them() -> None:
    text = MAPPING.replace("priorities:\n  P1: Urgent\n  P2: High\n  P3: Medium\n", "")

    assert problems(text) == [
        "map.yaml:7:3: A column of 'priority' and a list of 'priorities' go together: write both, or neither."
    ]
