"""Defects planted one by one into the sound agreement, each with the finding that must name it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

SOUND = Path(__file__).with_name("sound.md").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True, kw_only=True)
class Defect:
    """`old` is replaced by `new`; the finding has the code, stands on the line that begins with `at`, and says `says`.

    `at` is looked for in the document after the change; without one it is the first line of `new`.
    """

    name: str
    old: str
    new: str
    code: str
    says: str
    at: str = ""

    @property
    def text(self) -> str:
        assert SOUND.count(self.old) == 1, f"{self.name}: {self.old!r} stands {SOUND.count(self.old)} times"
        return SOUND.replace(self.old, self.new)

    @property
    def line(self) -> int:
        wanted = self.at or self.new.strip("\n").split("\n", maxsplit=1)[0]
        lines = self.text.split("\n")
        found = [number for number, line in enumerate(lines, start=1) if wanted in line]
        assert found, f"{self.name}: no line holds {wanted!r}"
        return found[0]


DEFECTS = (
    Defect(
        name="a malformed duration",
        old="| Urgent   | 1     | 1 hour         |",
        new="| Urgent   | 1     | an hour        |",
        code="cell.duration",
        says="First response: 'an hour' is not a duration",
    ),
    Defect(
        name="an unknown priority",
        old="| Total loss   | Fault            | All           | Urgent   |",
        new="| Total loss   | Fault            | All           | Urgnt    |",
        code="name.unknown",
        says="did you mean 'Urgent'?",
    ),
    Defect(
        name="a column that is no fact",
        old="| Standing | Affects service | Days past due |",
        new="| Standing | Affects service | Days overdue  |",
        code="column.unknown",
        says="'Days overdue'",
    ),
    Defect(
        name="an anchor given twice",
        old="## 5. Charges {#charges}",
        new="## 5. Charges {#admission}",
        code="anchor.twice",
        says="the anchor 'admission' is given twice",
    ),
    Defect(
        name="a number printed twice",
        old="## 5. Charges {#charges}",
        new="## 4. Charges {#charges}",
        code="number.twice",
        says="two clauses print the number 4",
    ),
    Defect(
        name="a row that another one shadows",
        old="| Partial loss | Fault            | Some, Nothing | High     |\n",
        new="| Partial loss | Fault            | Some, Nothing | High     |\n"
        "| Some loss    | Fault            | Some          | Low      |\n",
        code="rule.unreachable",
        says="Row 'Some loss' (line 79) is never reached: 'Partial loss' (line 78) comes first in every case.",
        at="| Some loss",
    ),
    Defect(
        name="a row that two others shadow together",
        old="| Set-up             | Set-up  |            |                     |",
        new="| Set-up             | Set-up  | Desk hours |                     | no charge |  |  |\n"
        "| Set-up by night    | Set-up  | Off hours  |                     | no charge |  |  |\n"
        "| Set-up any time    | Set-up  |            |                     |",
        code="rule.unreachable",
        says="come first in every case",
        at="| Set-up any time",
    ),
    Defect(
        name="a row whose conditions exclude each other",
        old="| Nothing to see  | Lines   | missing  |",
        new="| Never           | Set-up  | missing  |            |            | decline                 |          |\n"
        "| Nothing to see  | Lines   | missing  |",
        code="rule.unreachable",
        says="no case meets its conditions",
        at="| Never",
    ),
    Defect(
        name="an option stated twice",
        old="| Sooner          | Set-up  |          | Off hours  | not Urgent | accept with night work  | customer |\n",
        new="| Sooner          | Set-up  |          | Off hours  | not Urgent | accept with night work  | customer |\n"
        "| Sooner again    | Set-up  |          | Off hours  | Low        | accept with night work  | customer |\n",
        code="rule.unreachable",
        says="is already stated by 'Sooner'",
        at="| Sooner again",
    ),
    Defect(
        name="a gap in triage",
        old="| Partial loss | Fault            | Some, Nothing | High     |",
        new="| Partial loss | Fault            | Some          | High     |",
        code="rule.gap",
        says="No Triage row decides when request is Fault and impact is Nothing.",
        at="| Total loss   | Fault",
    ),
    Defect(
        name="a gap in admission",
        old="| Off hours  | not Urgent | wait for Desk hours     |",
        new="| Off hours  | High       | wait for Desk hours     |",
        code="rule.gap",
        says="No Admission row decides when",
        at="| Nothing to see",
    ),
    Defect(
        name="a gap in charges",
        old="| provider, third party, not found |",
        new="| provider, not found              |",
        code="rule.gap",
        says="fault is third party",
        at="| Set-up             |",
    ),
    Defect(
        name="a contradiction between clauses",
        old="## 6. Overdue accounts {#overdue}\n",
        new="## 6. Overdue accounts {#overdue}\n\n"
        "| Charge      | Days past due | Rate             |\n"
        "|-------------|---------------|------------------|\n"
        "| Late payers | more than 10  | €200.00 per hour |\n",
        code="rule.contradiction",
        says="says something else than 'Set-up'",
        at="| Late payers",
    ),
    Defect(
        name="a priority without a target",
        old="| Low      | 3     | 8 hours        | not said         | Desk hours |",
        new="| Low      | 3     |                |                  | Desk hours |",
        code="priority.untimed",
        says="Priority 'Low' (line 64) has no target for first response, resolution",
        at="| Low      | 3",
    ),
    Defect(
        name="hours that never open",
        old="| Off hours  | all other hours  |       |       |",
        new="| Night      | every day        |       |       |\n| Off hours  | all other hours  |       |       |",
        code="hours.never-open",
        says="'Off hours' never opens",
        at="| Off hours  | all other hours",
    ),
    Defect(
        name="no holidays",
        old="| Holiday       | Date       |\n|---------------|------------|\n"
        "| New Year      | 2026-01-01 |\n| Labour Day    | 2026-05-01 |\n",
        new="",
        code="holidays.missing",
        says="No holidays are named",
        at="| Desk hours | Monday",
    ),
    Defect(
        name="a mistyped kind",
        old="| Admission       | Service | Evidence |",
        new="| Admision        | Service | Evidence |",
        code="table.mistyped",
        says="did you mean 'Admission'?",
    ),
    Defect(
        name="an example with a wrong instant",
        old="first response: 2026-06-13 04:00, row Urgent",
        new="first response: 2026-06-13 05:00, row Urgent",
        code="example.failed",
        says="first response: expected 2026-06-13 05:00, found 2026-06-13 04:00.",
    ),
    Defect(
        name="an example with a wrong amount",
        old="charge: €120.00, row Lines, not our fault",
        new="charge: €60.00, row Lines, not our fault",
        code="example.failed",
        says="charge: expected €60.00, found 120.00 EUR.",
    ),
    Defect(
        name="an example with another row",
        old="charge: no charge, row Lines by day",
        new="charge: no charge, row Lines, our fault",
        code="example.failed",
        says="charge: expected row Lines, our fault, found Lines by day.",
    ),
    Defect(
        name="an example with a key that nobody knows",
        old="admission: accept, row Desk hours",
        new="admision: accept, row Desk hours",
        code="example.malformed",
        says="'admision' is no key of Then; did you mean 'admission'?",
    ),
    Defect(
        name="an example with an unknown name",
        old="request: Change; impact: Nothing; opened: 2026-06-12 20:00",
        new="request: Chnage; impact: Nothing; opened: 2026-06-12 20:00",
        code="example.malformed",
        says="Chnage",
    ),
    Defect(
        name="an unknown zone",
        old="timezone: Europe/Berlin",
        new="timezone: Europe/Berlni",
        code="front.zone",
        says="'Europe/Berlni'",
    ),
    Defect(
        name="an unknown currency",
        old="currency: EUR",
        new="currency: EURO",
        code="front.currency",
        says="'EURO'",
    ),
    Defect(
        name="an impossible date",
        old="| Labour Day    | 2026-05-01 |",
        new="| Labour Day    | 2026-05-32 |",
        code="cell.date",
        says="'2026-05-32' is no day of the calendar",
    ),
    Defect(
        name="a cell too few",
        old="| Switch   | provider  | Our switch  |",
        new="| Switch   | provider  |",
        code="row.cells",
        says="2 cells",
    ),
    Defect(
        name="an unknown answer",
        old="| wait for Desk hours     |",
        new="| linger                  |",
        code="name.unknown",
        says="'linger' is not an answer",
    ),
    Defect(
        name="a reading of a row that is not there",
        old="## 4. Admission {#admission}",
        new="> Reading (Partial los): some loss is meant.\n\n## 4. Admission {#admission}",
        code="reading.row",
        says="'Partial los'",
        at="> Reading (Partial los)",
    ),
    Defect(
        name="a name declared twice",
        old="| Some    | Some cannot    |",
        new="| All     | Some cannot    |",
        code="name.twice",
        says="'All' is declared twice",
    ),
    Defect(
        name="a number where names are",
        old="| Partial loss | Fault            | Some, Nothing | High     |",
        new="| Partial loss | Fault            | more than 10  | High     |",
        code="cell.condition",
        says="'more than 10'",
    ),
    Defect(
        name="days on hours that close",
        old="| High     | 2     | 2 hours        |",
        new="| High     | 2     | 2 days         |",
        code="cell.days-on-hours",
        says="'2 days' on 'Desk hours'",
    ),
    Defect(
        name="an unknown setting",
        old="| Reopen within         | 10 business days      |",
        new="| Reopen withn          | 10 business days      |",
        code="setting.unknown",
        says="did you mean 'Reopen within'?",
    ),
    Defect(
        name="an unknown role",
        old="| suspend | a manager |",
        new="| suspend | a monarch |",
        code="name.unknown",
        says="'a monarch'",
    ),
    Defect(
        name="a redirect to a channel that is not there",
        old="| ask for evidence        |          |",
        new="| redirect to Portall     |          |",
        code="name.unknown",
        says="did you mean 'Portal'?",
    ),
    Defect(
        name="business hours that no setting names",
        old="| Business hours        | Desk hours            |\n",
        new="",
        code="setting.missing",
        says="no Setting names them",
        at="| High     | 2",
    ),
)
