"""Making documents: each once, whoever asks and however often; killed at any moment, the next call goes on."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

import structlog

from uphold.billing.documents.electronic import figures_of
from uphold.billing.documents.manuscript import Manuscript
from uphold.billing.documents.press import NotPrinted, Order, Presses, Printed, house_press
from uphold.billing.documents.queries import FORMS, manuscripts_of, without_documents
from uphold.billing.documents.wording import paper_of
from uphold.billing.models import Document, InvoiceRun
from uphold.journal.queries import entry as entry_of
from uphold.kit.transaction import atomic

BATCH = 50
PATIENCE = timedelta(minutes=10)
MOST_LEFT_BEHIND = 500
log = structlog.get_logger("uphold.billing.documents")

Waiting = dict[int, "Future[Printed]"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """How many invoices got their documents, and why others did not: the id of the invoice and the reason."""

    made: int
    failed: tuple[tuple[int, str], ...] = ()


def render_issued(entry_id: int, *, at: datetime) -> int:
    """The reaction to `invoice.issued` and `invoice.credited`."""
    return render(entry_of(entry_id).about_id, at=at)


def render(invoice_id: int, *, at: datetime) -> int:
    """Makes what is missing of one invoice; returns how many documents there were to make."""
    has = set(Document.objects.filter(invoice=invoice_id).values_list("form", flat=True))
    missing = [form for form in FORMS if form not in has]
    if missing:
        manuscript = manuscripts_of([invoice_id])[invoice_id]
        store({invoice_id: house_press().print(order_of(manuscript))}, at=at)
    return len(missing)


def render_left_behind(at: datetime) -> Rendered:
    """What reactions did not make in time: a printer that failed, a worker that was killed.

    Where there are many, each time others have their turn: those that cannot be printed hold up no other.
    """
    ids = list(without_documents(until=at - PATIENCE).values_list("pk", flat=True))
    return render_all(in_turn(ids, at=at), at=at, printers=1)


def in_turn(ids: Sequence[int], *, at: datetime) -> Sequence[int]:
    """The next so many, by the ten minutes in which it is; after the last the first again."""
    turn = int(at.timestamp() // PATIENCE.total_seconds())
    start = turn * MOST_LEFT_BEHIND % max(len(ids), 1)
    return [*ids[start:], *ids[:start]][:MOST_LEFT_BEHIND]


def render_missing(
    at: datetime,
    *,
    run: InvoiceRun | None = None,
    printers: int = 2,
    told: Callable[[int], object] | None = None,
) -> Rendered:
    """Everything that is missing, of one run or of all invoices; `told` hears how many were made, as it goes on."""
    ids = list(without_documents(run=run).values_list("pk", flat=True))
    return render_all(ids, at=at, printers=printers, told=told)


def render_all(
    invoice_ids: Sequence[int],
    *,
    at: datetime,
    printers: int,
    told: Callable[[int], object] | None = None,
) -> Rendered:
    """Printers work side by side; meanwhile we load the next invoices and store the last, a batch a transaction."""
    made, failed = 0, []
    with Presses(printers) as presses:
        for waiting in _ahead(_submitted(_batches(invoice_ids), presses=presses)):
            printed, problems = _collected(waiting)
            store(printed, at=at)
            made += len(printed)
            failed += problems
            if told is not None:
                told(len(printed))
    return Rendered(made=made, failed=tuple(failed))


@atomic
def store(printed: dict[int, Printed], *, at: datetime) -> None:
    """Documents that somebody else stored meanwhile stay as they are."""
    rows = [
        Document(
            invoice_id=invoice_id,
            form=form,
            content=content,
            sha256=sha256(content).hexdigest(),
            made_at=at,
        )
        for invoice_id, each in printed.items()
        for form, content in ((Document.Form.PDF, each.pdf), (Document.Form.UBL, each.ubl))
    ]
    Document.objects.bulk_create(rows, ignore_conflicts=True)


def order_of(manuscript: Manuscript) -> Order:
    """A preview has no figures: nothing that a program would book."""
    return Order(
        paper=paper_of(manuscript),
        figures=None if manuscript.is_preview else figures_of(manuscript),
        issued_seconds=int(manuscript.issued_at.timestamp()),
    )


def _batches(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]


def _submitted(batches: Iterable[Sequence[int]], *, presses: Presses) -> Iterator[Waiting]:
    for batch in batches:
        yield {pk: presses.submit(order_of(manuscript)) for pk, manuscript in manuscripts_of(batch).items()}


def _ahead(waiting: Iterable[Waiting]) -> Iterator[Waiting]:
    """One batch more is on its way than is handed out, so that printers never wait for the database."""
    under_way: deque[Waiting] = deque()
    for each in waiting:
        under_way.append(each)
        if len(under_way) > 1:
            yield under_way.popleft()
    yield from under_way


def _collected(waiting: Waiting) -> tuple[dict[int, Printed], list[tuple[int, str]]]:
    """One that cannot be printed holds up no other."""
    printed, problems = {}, []
    for pk, future in waiting.items():
        try:
            printed[pk] = future.result()
        except NotPrinted as problem:
            log.warning("document not printed", invoice=pk, because=str(problem))
            problems.append((pk, str(problem)))
    return printed, problems
