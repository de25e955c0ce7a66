"""Every column of every kind, filled as the language says it may be."""

import pytest

from tests.policy.document.builders import DESK, agreement_of, read_body
from uphold.policy.document.inline import plain
from uphold.policy.document.kinds.registry import KINDS
from uphold.policy.document.tables import tables_of

WIDE = """
| Hours | Days | From | To | Zone |
|---|---|---|---|---|
| Weekend | | Friday 17:00 America/New_York | Monday 10:00 Asia/Tokyo | |
| Visitors | Monday, Sunday, holidays | 22:00 | 02:00 | customer |
| Visitors | 2026-12-24 | 09:00 | 12:00 | Europe/Berlin |

| Holiday | Date | Country | Subdivision | Rule |
|---|---|---|---|---|
| Days | 2026-12-31 | DE | BY | last Monday in May |

| Impact | Meaning | Examples | Priority | Also called |
|---|---|---|---|---|
| Total loss | nobody calls | no dial tone | priority 1 | Outage |

| Request | Service | Affects service | Capability | Meaning | Also called |
|---|---|---|---|---|---|
| Removal | Help | no | portal changes | taking away | Goodbye |

| Fact | Values | Unless stated | Asked of | Meaning |
|---|---|---|---|---|
| Caller | partner, end user | partner | the customer | who |
| Waited | number of business days | 0 | nobody | how long |

| Plan | Starts | Ends | Zone | Meaning | Also called |
|---|---|---|---|---|---|
| Gold | day of order | 2027-12-31 | customer | best | Plan 1 |

| Allowance | Plan | Amount | Unit | Per | Rollover | Expires | Meaning |
|---|---|---|---|---|---|---|---|
| Nights | Plan 1 | 3 incidents | incidents | month | half | 12 months | nights |

| Credits | Amount | Price | Expires | Meaning |
|---|---|---|---|---|
| 2 hours | 120 credits | $200.00 | 2027-12-31 | small |
| Gift | 60 | none | 6 months | gift |

| Contact | Role | Address | Telephone |
|---|---|---|---|
| Manager | decides | desk@example.com | 3011 |

| Evidence | Request | Service | Blocking | Meaning |
|---|---|---|---|---|
| Logs | Fault, Wish | Help | yes | logs |

| Readiness | Request | Service | Needed | Meaning |
|---|---|---|---|---|
| Bench test | Fault, Wish | Help | when unfamiliar | tried |

| Product | Family | Warranty | From | Meaning | Also called |
|---|---|---|---|---|---|
| P320 | Phones | 2 years | day of sale | phone | Phone |

| Admission | Contact made in | Waited | Answer | Notice | Words | By |
|---|---|---|---|---|---|---|
| Late | Weekend | after 2 business days | wait for Standard hours | 3 business days | Sorry | the customer |
| Full | | 1 to 2 | redirect to Telephone, the partner | | | an agent |
| Rest | otherwise | | not said | | | |

| Target | Plan | Within | Clock | Commitment | From | Met by | Warn at |
|---|---|---|---|---|---|---|---|
| update | Gold | every 4 hours, or as agreed | Visitors | target | found | an acknowledgement | 30 minutes |
| resolution | | end of the next business day | | best effort | assessed | | 75 % |
| restoration | | 8 Standard hours, best effort | | as agreed | | | |
| arrival | | none | | | | | |

| Pause | Waiting for | Pauses |
|---|---|---|
| resolution | customer, third party | yes |

| Charge | Product | Rate | Plus | Minimum | Increment | Rounding | Per | Consent |
|---|---|---|---|---|---|---|---|---|
| Visit | phone | $125.00 per half hour | $0.50 per kilometre | $50.00 | 15 minutes | up | day | yes |
| Remote | | 1.5 credits per minute | | 2 hours | | half up to 15 minutes | entry | no |

| Refund | Metric | Amount | Work | On | Cap | Claim within |
|---|---|---|---|---|---|---|
| Late | resolution | 5 % of the fee per started 30 minutes | of that problem | any day | 30 % of the fee | 30 days |

| Escalation | Trigger | Allowed | Next contact | Notify | When |
|---|---|---|---|---|---|
| By itself | time since | yes | Manager | the manager | after 2 hours |
| Nearly | target missed | | next in the list | | 80 % |

| Lifecycle | Priority | New priority | Status | Targets | After | Duty |
|---|---|---|---|---|---|---|
| no answer | Urgent | Low | waiting | keep | 5 business days | write once |

| Standing | Days past due | Answer | Until | By |
|---|---|---|---|---|
| all | more than 30 | suspend | paid in full | a manager |

| Warranty | In warranty | Answer | Fault analysis | Customer pays | Return within | Otherwise |
|---|---|---|---|---|---|---|
| Old | no | paid repair | no | everything | 30 days | scrapped |

| Entitlement | Entitled | Charge |
|---|---|---|
| Update | yes | $10.00 per event |

| Notice | Affects service | Lead time | Audience | Channel | Reminders |
|---|---|---|---|---|---|
| Move | yes | 2 weeks | all | e-mail, telephone | 1 day before |

| Triage | Impact | Priority |
|---|---|---|
| Outage | outage | Urgent |

| Example | Given | Then |
|---|---|---|
| One | priority: Urgent | priority: Urgent |
"""


def test_everything_that_the_language_has_can_be_written() -> None:
    found = read_body(f"{DESK}{WIDE}")

    assert [str(problem) for problem in found.problems] == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_the_document_above_fills_every_column(kind: object) -> None:
    clauses = agreement_of(f"{DESK}{WIDE}").clauses
    known = next(each for each in KINDS if each is kind)

    written = {plain(cell.text) for table in tables_of(clauses, kind=known.key) for cell in table.header[1:]}

    rare = {"Meaning", "Also called", "Next response", "Update", "Resolution", "Status"}
    assert {column.name for column in known.columns} - written <= rare
