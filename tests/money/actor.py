"""One who acts, as a process: it reads what to do ("log 0 setup 25 9"), waits for all, and does it at full speed."""

import sys

from tests.money import acts
from tests.money.acts import Act
from tests.money.house import AGENTS, House, Party
from uphold.access import Actor, ActorKind, Role
from uphold.agreements.models import Contract
from uphold.credits.actions import account_of
from uphold.kit import Refused
from uphold.people.models import Staff
from uphold.problems.models import Bug
from uphold.tickets.models import Ticket


def main() -> None:
    party = party_of(int(sys.argv[1]))
    script = [act_of(party, line.split()) for line in iter(sys.stdin.readline, "end\n")]
    say("ready")
    sys.stdin.readline()
    for act in script:
        say(f"{act.name}: {outcome_of(act)}")


def outcome_of(act: Act) -> str:
    try:
        act.perform()
    except Refused as refusal:
        return f"refused, {refusal.code}"
    return "done"


def party_of(organisation_id: int) -> Party:
    """From the rows alone: a process knows nothing else."""
    contract = Contract.objects.select_related("organisation", "provider").get(
        organisation_id=organisation_id
    )
    tickets = Ticket.objects.filter(organisation_id=organisation_id).select_related("version", "provider")
    by_name = {ticket.subject.lower(): ticket for ticket in tickets}
    grants = {contract.provider_id: Role.ADMINISTRATOR}
    staff = Staff.objects.filter(name__startswith=f"{contract.organisation.name} ").order_by("pk")[:AGENTS]
    manager = Actor(kind=ActorKind.CONTACT, id=None, organisation_id=organisation_id, role=Role.MANAGER)
    return Party(
        house=House(contract.provider, next(iter(by_name.values())).version, {}),
        organisation=contract.organisation,
        manager=manager,
        account=account_of(organisation_id=organisation_id, provider_id=contract.provider_id),
        tickets=by_name,
        agents=[(each, Actor(kind=ActorKind.STAFF, id=each.pk, grants=grants)) for each in staff],
    )


def act_of(party: Party, words: list[str]) -> Act:
    match words:
        case ["log", agent, ticket, minutes, day]:
            return acts.log(party, 0, agent=int(agent), ticket=ticket, minutes=int(minutes), day=int(day))
        case ["release", agent]:
            bug = Bug.objects.get(links__ticket__organisation=party.organisation)
            return acts.release(party, bug, agent=int(agent))
        case ["meter", ticket]:
            return acts.meter(party, ticket)
        case ["close", agent, ticket]:
            return acts.close(party, ticket, agent=int(agent))
        case ["give", key, agent]:
            return acts.goodwill(party, key, 15, agent=int(agent))
        case ["invoice", agent]:
            return acts.invoice(party, agent=int(agent))
        case ["run", agent]:
            return acts.run_invoices(party, agent=int(agent))
        case _:
            raise ValueError(f"nobody knows how to {' '.join(words)}")


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()
