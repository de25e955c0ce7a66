"""Small logs of incidents for tests: a mapping, and rows written as a foreign desk would write them."""

from datetime import UTC, datetime
from pathlib import Path

from uphold.tickets.incidents.mapping import Mapping
from uphold.tickets.incidents.mapping_file import read_mapping
from uphold.tickets.incidents.plan import Plan, plan_import

PRESENT = datetime(2026, 6, 1, tzinfo=UTC)
HEAD = "number,count,state,opened,changed,priority,caller,team,agent,way,matter"

MAPPING = """\
source: old desk
file:
  "null": "?"
  dates: "%d/%m/%Y %H:%M"
  zone: America/New_York
columns:
  number: number
  order: count
  state: state
  opened at: opened
  changed at: changed
  priority: priority
  caller: caller
  team: team
  assignee: agent
states:
  New: open
  In work: open
  Asked back: waiting for customer
  With supplier: waiting for third party
  Solved: resolved
  Done: closed
priorities:
  P1: Urgent
  P2: High
  P3: Medium
facts:
  request: Fault
  channel:
    column: way
    values:
      Phone: Telephone
      Web: Ticket system
organisation:
  name: Imported customers
subject: "{matter}"
details:
  Matter: matter
not in the log:
  - first response
"""


def mapping(text: str = MAPPING) -> Mapping:
    return read_mapping(text, file="map.yaml")


def row(
    changed: str,
    state: str = "New",
    *,
    number: str = "I-1",
    count: int | str = 0,
    opened: str = "2/3/2026 09:00",
    priority: str = "P3",
    team: str = "First line",
    agent: str = "?",
    matter: str = "No dial tone",
) -> str:
    fields = (number, count, state, opened, changed, priority, "Ida Holm", team, agent, "Phone", matter)
    return ",".join(str(each) for each in fields)


def write_log(folder: Path, *rows: str, head: str = HEAD) -> Path:
    path = folder / "log.csv"
    path.write_bytes("".join(f"{line}\n" for line in (head, *rows)).encode("utf-8", "surrogateescape"))
    return path


def plan(folder: Path, *rows: str, head: str = HEAD, by: str = MAPPING) -> Plan:
    return plan_import(write_log(folder, *rows, head=head), mapping=mapping(by), at=PRESENT)


def eastern(text: str) -> datetime:
    """The UTC instant of a winter time in New York: '2 09:00' is 2 March 2026."""
    day, clock = text.split()
    hour, minute = clock.split(":")
    return datetime(2026, 3, int(day), int(hour) + 5, int(minute), tzinfo=UTC)
