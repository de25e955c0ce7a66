"""A story by its seed: a customer with some credits and some past, and two or three people who act at once.

pytest tests/money -k interleaving --seed 4711        tells that one again
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

from django.db import DatabaseError

from tests.money import acts
from tests.money.acts import Act
from tests.money.books import HANGING, Books
from tests.money.check import Wrong, wrongs
from tests.money.house import MONDAY, NOW, House, Party, make_neighbour, make_party, moment
from tests.money.turns import Turns
from uphold.billing.actions import raise_dispute
from uphold.billing.models import Dispute, Invoice, InvoiceLine, Payment
from uphold.credits.actions import set_crediting
from uphold.credits.models import CreditOrder
from uphold.kit import Refused
from uphold.metering.models import WorkEntry
from uphold.problems.actions import hand_over_bug, record_outcome, report_bug
from uphold.problems.models import Bug
from uphold.standing.actions import suspend

OTHERS = ("bug", "question", "fault", "doubt")
"""Two of these stand beside the setup, on which the last credits are spent."""
FIRST_DAY, DAYS = 2, 26
AGENTS = 3
CLERK = 3
BROKEN = "an act broke"
"""Neither refused by the house nor by the database."""

Past = dict[int, WorkEntry]
Maker = Callable[["Story"], list[Act]]


@dataclass(slots=True)
class Story:
    seed: int
    party: Party
    random: Random
    books: Books = field(default_factory=Books)
    past: Past = field(default_factory=dict)
    lines: list[InvoiceLine] = field(default_factory=list)
    disputes: list[Dispute] = field(default_factory=list)
    order: CreditOrder | None = None
    payments: dict[str, Payment] = field(default_factory=dict)
    bug: Bug | None = None
    is_credited_at_once: bool = False
    told: list[str] = field(default_factory=list)
    numbers: int = 0
    days: dict[int, list[int]] = field(default_factory=dict)

    def number(self) -> int:
        self.numbers += 1
        return self.numbers

    @property
    def tickets(self) -> list[str]:
        return list(self.party.tickets)

    def day_of(self, agent: int) -> int:
        """A day on which this agent did nothing yet."""
        return self.days[agent].pop()

    def perform(self, act: Act) -> object:
        """Before anybody acts at once: what is refused here is a mistake of the story."""
        outcome = act.perform()
        act.tell(self.books, outcome)
        self.told.append(f"before: {act.name}")
        return outcome


def tell_story(seed: int, house: House) -> "Told":
    """A random one. Nothing is wrong when it is over, as a rule."""
    story = begin(seed, house)
    return act_at_once(story, [script_of(story) for _ in range(story.random.choice((2, 2, 3)))])


def act_at_once(story: Story, scripts: Sequence[Sequence[Act]]) -> "Told":
    turns = Turns(story.seed)
    done = turns.play([[act.perform for act in script] for script in scripts])
    unexpected = []
    for each in done:
        act = scripts[each.worker][each.act]
        story.told.append(f"{each.worker}: {act.name} -> {short(each.outcome)}")
        due = act.due_refusals(story.books)
        if isinstance(each.outcome, BaseException):
            if not is_expected(each.outcome, act=act, due=due):
                what = "an act failed" if isinstance(each.outcome, Refused | DatabaseError) else BROKEN
                unexpected.append(Wrong(what, act.name, repr(each.outcome), "done"))
        elif due:
            unexpected.append(Wrong("an act was done", act.name, "done", f"refused: {', '.join(due)}"))
        else:
            act.tell(story.books, each.outcome)
    found = unexpected or wrongs(story.party, story.books)
    return Told(story.seed, tuple(story.told), tuple(found))


@dataclass(frozen=True, slots=True)
class Told:
    """What happened, line by line, and what is wrong in the end."""

    seed: int
    lines: tuple[str, ...]
    wrongs: tuple[Wrong, ...]

    def __str__(self) -> str:
        return "\n".join((f"seed {self.seed}", *self.lines, *(f"WRONG {each}" for each in self.wrongs)))


def is_expected(outcome: BaseException, *, act: Act, due: frozenset[str]) -> bool:
    return isinstance(outcome, Refused | acts.GivenUp) and outcome.code in due | act.excuses


def begin(seed: int, house: House) -> Story:
    """The customer and the past, one act after the other."""
    random = Random(seed)  # noqa: S311 - a story keeps no secret
    lots = [(random.randrange(10, 80), random.random() < 0.4) for _ in range(random.choice((1, 1, 2)))]
    tickets = ("setup", *random.sample(OTHERS, 2))
    story = Story(
        seed,
        make_party(house, name=f"{house.provider.name}, story {seed}", tickets=tickets, lots=lots),
        random,
    )
    story.days = {agent: random.sample(range(FIRST_DAY, FIRST_DAY + DAYS), DAYS) for agent in range(AGENTS)}
    for amount, ends in lots:
        story.books.account.open(amount, opened_on=0, ends_on=acts.DAY_OF_EXPIRY if ends else None)
    story.is_credited_at_once = random.random() < 0.5
    if story.is_credited_at_once:
        clerk = story.party.agents[CLERK][1]
        set_crediting(actor=clerk, account=story.party.account, credited_on="order", at=MONDAY)
    if "question" in tickets and aside(story, "overdue").random() < 0.3:
        fall_behind(story)
    for _ in range(random.choice((1, 2, 3))):
        log_before(story)
    if aside(story, "order").random() < 0.4:
        story.order = ordered(story, "w")
    if "question" in tickets and random.random() < 0.8:
        invoice_before(story)
    if "bug" in tickets and random.random() < 0.8:
        meet_bug(story)
    return story


def aside(story: Story, what: str) -> Random:
    """Chance of its own, so that what came to stories later left the earlier ones as they were told."""
    return Random(f"{story.seed} {what}")  # noqa: S311 - a story keeps no secret


def log_before(story: Story, ticket: str = "") -> None:
    agent, number = story.random.randrange(AGENTS), story.number()
    act = acts.log(
        story.party,
        number,
        agent=agent,
        ticket=ticket or story.random.choice(story.tickets),
        minutes=story.random.randrange(1, 60),
        day=story.day_of(agent),
    )
    entry = story.perform(act)
    assert isinstance(entry, WorkEntry)
    story.past[number] = entry


def invoice_before(story: Story) -> None:
    """With something on it, perhaps paid in part, perhaps disputed."""
    log_before(story, "question")
    story.perform(acts.invoice(story.party, agent=CLERK))
    invoices = Invoice.objects.filter(organisation=story.party.organisation)
    of_work = InvoiceLine.objects.filter(invoice__in=invoices, order=None, net_amount__gt=0)
    story.lines = list(of_work.order_by("id"))
    if story.random.random() < 0.5:
        amount = Decimal(story.random.randrange(1, 60))
        payment = story.perform(acts.pay(story.party, "before", amount, agent=CLERK))
        assert isinstance(payment, Payment)
        story.payments["before"] = payment
    if story.random.random() < 0.3:
        line = story.random.choice(story.lines)
        raised = raise_dispute(actor=story.party.manager, line=line, words="Not ours", at=MONDAY)
        story.disputes, story.books.disputed = [raised], {line.pk: raised.pk}


def disputed_line(story: Story) -> Dispute:
    """The line of a bill that nobody paid."""
    log_before(story, "question")
    story.perform(acts.invoice(story.party, agent=CLERK))
    line = InvoiceLine.objects.get(invoice__organisation=story.party.organisation)
    raised = story.perform(acts.dispute(story.party, line))
    assert isinstance(raised, Dispute)
    return raised


def ordered(story: Story, key: str) -> CreditOrder:
    order = story.perform(acts.buy(story.party, key, is_credited=story.is_credited_at_once))
    assert isinstance(order, CreditOrder)
    return order


def fall_behind(story: Story, *, minutes: int = 40) -> None:
    """A bill of early June is open to this day, and the clerk suspends what the agreement lets him."""
    number, (_, clerk) = story.number(), story.party.agents[CLERK]
    act = acts.log(story.party, number, agent=CLERK, ticket="question", minutes=minutes, day=1)
    entry = story.perform(act)
    assert isinstance(entry, WorkEntry)
    story.past[number] = entry
    story.perform(acts.invoice(story.party, agent=CLERK, at=moment(5)))
    suspend(
        actor=clerk,
        organisation=story.party.organisation,
        provider=story.party.provider,
        capability="handling",
        reason="Overdue",
        at=NOW,
    )


def meet_bug(story: Story) -> None:
    """The ticket waits for a patch, of which the outcome is known already."""
    _, actor = story.party.agents[CLERK]
    bug = report_bug(
        actor=actor,
        provider=story.party.provider,
        title="Silence",
        documented_behaviour="It rings.",
        product="Desk phone",
        found_in="2.0",
        ticket=story.party.tickets["bug"],
        at=MONDAY,
    )
    bug = hand_over_bug(actor=actor, bug=bug, to="development", at=MONDAY)
    story.bug = record_outcome(actor=actor, bug=bug, outcome="patch", at=MONDAY)
    log_before(story, "bug")


def script_of(story: Story) -> list[Act]:
    """What one of those who act at once does: one or two things."""
    agent = len(story.told) % AGENTS
    makers = [make_log, make_log, make_reverse, make_correct, make_credits, make_invoice, make_payment]
    if set(HANGING) & set(story.tickets):
        makers += [make_find] * 2
    if story.bug is not None:
        makers += [make_release] * 3
    if story.lines:
        makers += [make_dispute]
    script: list[Act] = []
    for _ in range(story.random.choice((1, 1, 2))):
        script += story.random.choice(makers)(story, agent)
    story.told.append(f"at once: {', '.join(act.name for act in script)}")
    return script


def make_log(story: Story, _: int) -> list[Act]:
    agent, random = story.random.randrange(AGENTS), story.random
    ticket = random.choice(story.tickets)
    made = acts.log(
        story.party,
        story.number(),
        agent=agent,
        ticket=ticket,
        minutes=random.randrange(1, 60),
        day=story.day_of(agent),
    )
    return [made]


def make_reverse(story: Story, agent: int) -> list[Act]:
    number = story.random.choice(sorted(story.past))
    chance = aside(story, f"waiver {len(story.told)}")
    if chance.random() < 0.4:
        return [acts.waive(story.party, chance.choice(story.tickets), agent=agent)]
    return [acts.reverse(story.party, number, story.past[number], agent=agent)]


def make_correct(story: Story, agent: int) -> list[Act]:
    number, minutes = story.random.choice(sorted(story.past)), story.random.randrange(1, 60)
    entry = story.past[number]
    return [acts.correct(story.party, number, entry, into=story.number(), minutes=minutes, agent=agent)]


def make_find(story: Story, agent: int) -> list[Act]:
    ticket = story.random.choice(sorted(set(HANGING) & set(story.tickets)))
    fault = story.random.choice(("customer", "customer", "provider"))
    return [acts.find_fault(story.party, ticket, fault, agent=agent), acts.meter(story.party, ticket)]


def make_credits(story: Story, agent: int) -> list[Act]:
    key = story.random.choice(("a", "b"))
    ending = [place for place, lot in enumerate(story.party.lots) if lot.expires_at is not None]
    kind = story.random.choice(("goodwill", "buy", *("expire" for _ in ending)))
    if story.order is not None and aside(story, f"withdrawal {len(story.told)}").random() < 0.5:
        is_credited = story.is_credited_at_once
        return [acts.withdraw(story.party, "w", story.order, is_credited=is_credited, agent=agent)]
    if kind == "expire":
        return [acts.expire(story.party, story.random.choice(ending))]
    if kind == "buy":
        return [acts.buy(story.party, key, is_credited=story.is_credited_at_once)]
    return [acts.goodwill(story.party, key, 20 if key == "a" else 35, agent=agent)]


def make_invoice(story: Story, agent: int) -> list[Act]:
    if story.random.random() < 0.4:
        if story.party.neighbour is None:
            story.party.neighbour = make_neighbour(
                story.party.house, name=f"Neighbour of {story.party.organisation.name}"
            )
        gives_up = story.random.random() < 0.5
        return [acts.invoice_neighbour(story.party, agent=agent, gives_up=gives_up)]
    return [acts.invoice(story.party, agent=agent)]


def make_payment(story: Story, agent: int) -> list[Act]:
    if story.payments and story.random.random() < 0.4:
        key, payment = story.random.choice(sorted(story.payments.items()))
        if aside(story, "back").random() < 0.5:
            return [acts.pay_back(story.party, key, payment, Decimal(15), name="z", agent=agent)]
        return [acts.take_payment_back(story.party, key, payment, agent=agent)]
    key = story.random.choice(("x", "y"))
    return [acts.pay(story.party, key, Decimal(30 if key == "x" else 77), agent=agent)]


def make_dispute(story: Story, agent: int) -> list[Act]:
    if story.disputes and story.random.random() < 0.6:
        answer = acts.accept if aside(story, f"answer {len(story.told)}").random() < 0.5 else acts.reject
        return [answer(story.party, story.disputes[0], agent=agent)]
    return [acts.dispute(story.party, story.random.choice(story.lines))]


def make_release(story: Story, agent: int) -> list[Act]:
    assert story.bug is not None
    chosen = story.random.random()
    if chosen < 0.6:
        return [acts.release(story.party, story.bug, agent=agent), acts.meter(story.party, "bug")]
    if chosen < 0.8:
        return [acts.meter(story.party, "bug")]
    return [acts.close(story.party, "bug", agent=agent), acts.meter(story.party, "bug")]


def short(outcome: object) -> str:
    if isinstance(outcome, Refused):
        return f"refused: {outcome.code}"
    return repr(outcome) if isinstance(outcome, BaseException) else "done"
