"""Readings: the notes of the authors on silent or ambiguous words, and the rows they speak of."""

from tests.policy.document.builders import FRONT_LINES, agreement_of, problem_in
from uphold.policy.decide.rule import Reading, ReadingKind

TABLE = "| Service | Meaning |\n|---|---|\n| Help | advice |\n| Repair, at home | a visit |\n| Repair | hands |\n\n"


def readings_of(notes: str) -> dict[str, list[str]]:
    """The words of the readings by the row that is cited with them."""
    entries = agreement_of(TABLE + notes).entries["service"]
    return {entry.name: [reading.text for reading in entry.citation.readings] for entry in entries}


def test_a_reading_without_rows_speaks_of_the_whole_table() -> None:
    found = readings_of("> Reading: services are meant\n> widely.\n")

    words = ["services are meant widely."]
    assert found == {"Help": words, "Repair, at home": words, "Repair": words}


def test_a_reading_speaks_of_the_rows_in_its_brackets_even_where_a_name_holds_a_comma() -> None:
    found = readings_of("> Reading (repair, at home, Help): one visit.\n")

    assert found == {"Help": ["one visit."], "Repair, at home": ["one visit."], "Repair": []}


def test_what_is_not_said_is_told_apart_from_what_is_read() -> None:
    agreement = agreement_of(TABLE + "> **Not said** (Help): the price.\n\n> Reading: none.\n")

    assert agreement.entries["service"][0].citation.readings == (
        Reading(ReadingKind.NOT_SAID, "the price.", ("Help",), FRONT_LINES + 7),
        Reading(ReadingKind.READING, "none.", (), FRONT_LINES + 9),
    )


def test_one_quotation_may_hold_several_readings_and_further_paragraphs() -> None:
    found = readings_of("> Reading (Help): one.\n>\n> And more.\n>\n> Reading (Repair): two.\n")

    assert found == {"Help": ["one.\n\nAnd more."], "Repair, at home": [], "Repair": ["two."]}


def test_a_reading_with_a_colon_and_brackets_in_its_words_is_not_mistaken() -> None:
    found = readings_of("> Reading (Help): as said (here): yes.\n")

    assert found["Help"] == ["as said (here): yes."]


def test_a_reading_reaches_its_table_over_the_prose_between_them() -> None:
    found = readings_of("Some words.\n\n> Reading (Help): one.\n")

    assert found["Help"] == ["one."]


def test_a_reading_of_an_unknown_row_is_told_with_the_nearest_one() -> None:
    problem = problem_in(TABLE + "> Reading (Hepl): one.\n", "reading.row")

    assert problem.text == "Reading: 'Hepl' is not a row of the table above; did you mean 'Help'?"
    assert (problem.severity.value, problem.line) == ("error", FRONT_LINES + 7)


def test_a_reading_below_no_table_of_its_clause_is_refused() -> None:
    problem = problem_in(TABLE + "## 2. Next\n\n> Reading: one.\n", "reading.without-table")

    assert problem.line == FRONT_LINES + 9


def test_a_reading_without_a_colon_is_warned_about() -> None:
    problem = problem_in(TABLE + "> Reading Help as advice.\n", "reading.malformed")

    assert problem.severity.value == "warning"


def test_any_other_quotation_is_prose() -> None:
    agreement = agreement_of(TABLE + "> As the poet says: read.\n")

    assert [type(part).__name__ for part in agreement.clauses[0].parts] == ["Table", "Prose"]


def test_readings_on_lines_of_one_quotation_are_told_apart() -> None:
    found = readings_of("> Reading (Help): one,\n> and on.\n> Not said (Repair): two.\n")

    assert found == {"Help": ["one, and on."], "Repair, at home": [], "Repair": ["two."]}


def test_the_rows_in_brackets_may_run_over_the_end_of_a_line() -> None:
    found = readings_of("> Reading (Help,\n> Repair): one, and no new\n> Reading (here) at all.\n")

    assert found["Repair"] == ["one, and no new Reading (here) at all."]


def test_a_reading_may_stand_right_below_its_table() -> None:
    agreement = agreement_of(TABLE.rstrip() + "\n> Reading: one.\n")

    assert [reading.text for reading in agreement.entries["service"][0].citation.readings] == ["one."]
