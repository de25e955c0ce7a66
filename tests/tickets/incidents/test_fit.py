"""A mapping speaks the names of the agreement, or says where it does not."""

import pytest

from tests.house.tree import ROOT
from tests.tickets.incidents.logs import MAPPING, mapping
from uphold.policy.document.agreement import Agreement
from uphold.policy.document.reader import read
from uphold.tickets.incidents.fit import fit_to_agreement
from uphold.tickets.incidents.mapping import Translated
from uphold.tickets.incidents.mapping_file import find_mapping, load_mapping
from uphold.tickets.incidents.problem import Unreadable


def agreement(slug: str) -> Agreement:
    path = ROOT / "agreements" / f"{slug}.md"
    found = read(path.read_text(encoding="utf-8"), path=path.name).agreement
    assert found is not None
    return found


def problems(text: str, slug: str = "stratelegy") -> list[str]:
    with pytest.raises(Unreadable) as caught:
        fit_to_agreement(mapping(text), agreement=agreement(slug))
    return [str(problem) for problem in caught.value.problems]


def test_the_mapping_that_is_shipped_fits_the_agreement_that_is_shipped() -> None:
    shipped = load_mapping(find_mapping("servicenow"))

    assert fit_to_agreement(shipped, agreement=agreement("stratelegy")) == shipped


def test_names_are_taken_in_the_spelling_of_the_agreement() -> None:
    text = MAPPING.replace("P1: Urgent", "P1: priority 1").replace("Phone: Telephone", "Phone: TELEPHONE")

    fitted = fit_to_agreement(mapping(text), agreement=agreement("stratelegy"))

    assert fitted.priorities["P1"] == "Urgent"
    assert fitted.facts["channel"] == Translated("way", {"Phone": "Telephone", "Web": "Ticket system"})


def test_a_priority_that_the_agreement_does_not_name_is_refused_at_its_place() -> None:
    assert problems(MAPPING.replace("P1: Urgent", "P1: Urgnt")) == [
        "map.yaml:24:7: 'Urgnt' is not a priority of stratelegy; did you mean 'Urgent'?"
    ]


def test_facts_and_their_values_are_those_of_the_agreement() -> None:
    text = MAPPING.replace("request: Fault", "reqest: Fault").replace("Web: Ticket system", "Web: Letter")

    assert problems(text) == [
        "map.yaml:28:11: 'reqest' is not a fact of stratelegy; did you mean 'request'?",
        (
            "map.yaml:33:12: 'Letter' is not a value of 'channel' of stratelegy; "
            "known are Ticket system, Telephone, E-mail"
        ),
    ]


def test_an_agreement_without_priorities_leaves_those_of_the_log_as_they_are() -> None:
    fitted = fit_to_agreement(mapping(), agreement=agreement("sangoma"))

    assert fitted.priorities == {"P1": "Urgent", "P2": "High", "P3": "Medium"}
