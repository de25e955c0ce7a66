"""Tables: which run, where each cell stands, and what is said about rows and columns that do not fit."""

import pytest

from tests.policy.document.builders import (
    DESK,
    FRONT_LINES,
    agreement_of,
    error_in_desk,
    problem_in,
    read_body,
)
from uphold.policy.document.agreement import Table
from uphold.policy.document.inline import plain, split_cells


def tables_in(body: str) -> list[Table]:
    agreement = read_body(body).agreement
    assert agreement is not None
    return [part for clause in agreement.clauses for part in clause.parts if isinstance(part, Table)]


def test_a_table_runs_when_its_first_header_cell_names_a_kind_in_any_case() -> None:
    tables = tables_in(
        "| **channel** | Meaning |\n|---|---|\n| Mail | writing |\n\n| Colour |\n|---|\n| red |\n"
    )

    assert [table.kind for table in tables] == ["channel", None]


def test_each_cell_knows_its_line_and_column() -> None:
    row = tables_in("| Channel | Meaning   |\n|---|---|\n|  Mail   |   writing |\n")[0].rows[0]

    assert [(cell.text, cell.line, cell.column) for cell in row.cells] == [
        ("Mail", FRONT_LINES + 3, 4),
        ("writing", FRONT_LINES + 3, 15),
    ]


def test_a_table_may_leave_out_the_outer_pipes() -> None:
    row = tables_in("Channel | Meaning\n---|---\nMail | writing\n")[0].rows[0]

    assert [(cell.text, cell.column) for cell in row.cells] == [("Mail", 1), ("writing", 8)]


def test_an_escaped_pipe_belongs_to_its_cell_and_a_code_span_protects_none() -> None:
    cells = split_cells(r"| a \| b | `c | d` |", line=1)

    assert [(cell.text, cell.column) for cell in cells] == [("a | b", 3), ("`c", 12), ("d`", 17)]


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("`Standard hours`", "Standard hours"),
        ("**Urgent** and _High_", "Urgent and High"),
        ("[clause 5](#5)", "clause 5"),
        (r"5 \* 3", "5 * 3"),
        ("Fish &amp; chips", "Fish & chips"),
        ("two_words_here", "two_words_here"),
        ("a * b * c", "a * b * c"),
    ],
)
def test_cells_are_read_without_the_marks_of_markdown(written: str, words: str) -> None:
    assert plain(written) == words


def test_a_row_with_a_cell_too_many_is_refused_with_its_line() -> None:
    problem = problem_in("| Channel | Meaning |\n|---|---|\n| Mail | writing | more |\n", "row.cells")

    assert problem.line == FRONT_LINES + 3
    assert problem.text == "the row has 3 cells and the header 2; a pipe in a cell is written '\\|'"


def test_words_right_below_a_table_are_a_row_that_does_not_fit() -> None:
    problem = problem_in(
        "| Channel | Meaning |\n|---|---|\n| Mail | writing |\nNo blank line.\n", "row.cells"
    )

    assert problem.text.startswith("the row has 1 cell and the header 2")


def test_a_row_without_a_name_is_refused() -> None:
    problem = problem_in("| Channel | Meaning |\n|---|---|\n|  | writing |\n", "row.label")

    assert (problem.severity.value, problem.line) == ("error", FRONT_LINES + 3)


def test_an_empty_row_and_an_empty_table_are_warned_about() -> None:
    found = read_body("| Channel | Meaning |\n|---|---|\n| | |\n\n| Service |\n|---|\n")

    assert [(problem.severity.value, problem.code) for problem in found.problems] == [
        ("warning", "row.empty"),
        ("warning", "table.empty"),
    ]


def test_a_table_of_prose_is_noted() -> None:
    problem = problem_in("| Colour | Use |\n|---|---|\n| red | stop |\n", "table.prose")

    assert (problem.severity.value, problem.text) == (
        "note",
        "this table is prose: 'Colour' is no kind of table",
    )


def test_a_mistyped_kind_whose_columns_give_it_away_is_an_error() -> None:
    problem = problem_in("| Chanel | Hours |\n|---|---|\n| Mail | always |\n", "table.mistyped")

    assert (problem.severity.value, problem.line, problem.column) == ("error", FRONT_LINES + 1, 3)
    assert problem.text == "'Chanel' is no kind of table, so these rows do not run; did you mean 'Channel'?"


def test_a_table_that_only_sounds_like_a_kind_is_a_warning() -> None:
    problem = problem_in("| Clause | Page |\n|---|---|\n| one | 3 |\n", "table.mistyped")

    assert problem.severity.value == "warning"


def test_a_header_that_does_not_fit_its_dashes_is_refused_instead_of_lost() -> None:
    problem = problem_in("| Channel | Hours |\n|---|\n| Mail | always |\n", "table.malformed")

    assert problem.text == "the header has 2 cells, the line of dashes below it 1"


def test_a_table_without_dashes_is_refused_instead_of_lost() -> None:
    problem = problem_in("| Channel | Hours |\n| Mail | always |\n", "table.malformed")

    assert problem.text == "a table needs a line of dashes below its header, like '|---|---|'"


def test_a_table_in_a_list_is_warned_about() -> None:
    problem = problem_in(
        "- item\n\n  | Channel | Hours |\n  |---|---|\n  | Mail | always |\n", "table.nested"
    )

    assert (problem.severity.value, problem.line) == ("warning", FRONT_LINES + 3)


def test_an_unknown_column_is_told_with_the_nearest_one() -> None:
    text = error_in_desk("| Charge | Prioritty | Rate |\n|---|---|---|\n| Work | Urgent | $5.00 |\n")

    assert text == "'Prioritty' is no column of Charge and no fact; did you mean 'Priority'?"


def test_a_declaring_kind_takes_no_conditions() -> None:
    text = error_in_desk("| Contact | Priority |\n|---|---|\n| Desk | Urgent |\n")

    assert text == "'Priority' is no column of Contact; its columns are 'Role', 'Address', 'Telephone'"


def test_a_column_that_stands_twice_is_refused() -> None:
    text = error_in_desk("| Charge | Rate | rate |\n|---|---|---|\n| Work | $5.00 | $6.00 |\n")

    assert text == "the column 'Rate' stands twice"


def test_a_column_without_a_name_is_refused() -> None:
    text = error_in_desk("| Charge | Rate | |\n|---|---|---|\n| Work | $5.00 | |\n")

    assert text == "the column has no name"


def test_a_column_that_asks_what_no_table_declares_is_refused_once() -> None:
    rows = "| One | Total loss | Urgent |\n| Two | Some | Low |\n"
    body = f"{DESK}\n| Triage | Impact | Priority |\n|---|---|---|\n{rows}"

    problem = problem_in(body, "column.undeclared")

    assert (
        problem.text == "the column 'Impact' asks a fact for which no table of this agreement declares a name"
    )


@pytest.mark.parametrize(
    ("table", "text"),
    [
        (
            "| Triage | Request |\n|---|---|\n| One | Fault |\n",
            "a table of kind Triage needs a column 'Priority'",
        ),
        (
            "| Charge | Request |\n|---|---|\n| One | Fault |\n",
            "a table of kind Charge needs one of the columns 'Rate', 'Plus'",
        ),
    ],
)
def test_a_column_that_a_kind_needs_is_missed(table: str, text: str) -> None:
    assert error_in_desk(table) == text


@pytest.mark.parametrize(
    ("table", "text"),
    [
        (
            "| Triage | Request | Priority |\n|---|---|---|\n| One | Fault | |\n",
            "Priority is empty; state it, or write 'not said'",
        ),
        (
            "| Charge | Request | Rate | Plus |\n|---|---|---|---|\n| One | Fault | | |\n",
            "the row states nothing; fill one of 'Rate', 'Plus'",
        ),
    ],
)
def test_a_cell_that_a_row_needs_is_missed(table: str, text: str) -> None:
    assert error_in_desk(table) == text


def test_all_problems_of_a_document_are_told_at_once_in_its_order() -> None:
    body = (
        f"{DESK}\n| Triage | Request | Priority |\n|---|---|---|\n| One | Fualt | Urgnt |\n"
        "\n| Charge | Rate |\n|---|---|\n| Work | five |\n"
    )

    errors = read_body(body).errors

    assert [error.code for error in errors] == ["name.unknown", "name.unknown", "cell.rate"]
    assert [error.line for error in errors] == sorted(error.line for error in errors)


def test_a_problem_names_file_line_and_column() -> None:
    problem = problem_in(f"{DESK}\n| Charge | Rate |\n|---|---|\n| Work | five |\n", "cell.rate")

    lines = len(DESK.split("\n"))
    assert str(problem).startswith(
        f"harbour.md:{FRONT_LINES + lines + 3}:10: error: Rate: 'five' is not a rate;"
    )


def test_a_table_in_a_comment_or_a_fence_does_not_run() -> None:
    agreement = agreement_of(
        "<!--\n| Channel | Hours |\n|---|---|\n| Mail | always |\n-->\n\n"
        "```\n| Channel | Hours |\n|---|---|\n| Mail | always |\n```\n"
    )

    assert agreement.entries == {}


def test_a_table_that_another_one_runs_into_is_told_to_keep_its_distance() -> None:
    problem = problem_in(
        "| Channel |\n|---|\n| Mail |\n| Service | Meaning |\n|---|---|\n| Help | advice |\n", "table.joined"
    )

    assert (problem.severity.value, problem.line) == ("error", FRONT_LINES + 4)
    assert problem.text == "a table begins here and needs an empty line above it"
