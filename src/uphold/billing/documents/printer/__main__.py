"""The loop of the printer: an order comes in, two documents or a reason go out, until the other side has gone."""

import copy
import json
import resource
import sys
from importlib import import_module
from typing import Any

from uphold.billing.documents.printer.frames import receive, send
from uphold.billing.documents.printer.limits import stay_within

MOST_SECONDS = 20
PACKAGE = "uphold.billing.documents.printer"


def main() -> None:
    """Limits first, then the libraries: they are what the limits are for."""
    stay_within()
    embedding, typesetting = (import_module(f"{PACKAGE}.{name}") for name in ("embedding", "typesetting"))
    while (order := receive(sys.stdin.buffer)) is not None:
        allow_seconds(MOST_SECONDS)
        try:
            pdf, ubl = made(json.loads(order), embedding=embedding, typesetting=typesetting)
            answer = [b"", pdf, ubl]
        except Exception as error:  # noqa: BLE001 - whatever a library raises is the answer to this order
            answer = [f"{type(error).__name__}: {error}".encode(), b"", b""]
        for frame in answer:
            send(sys.stdout.buffer, frame)
        sys.stdout.buffer.flush()


def made(order: dict[str, Any], *, embedding: Any, typesetting: Any) -> tuple[bytes, bytes]:  # noqa: ANN401 - modules
    """The PDF, and the UBL where there are figures; a preview has none."""
    paper, figures = order["paper"], order["figures"]
    pdf: bytes = typesetting.set_pdf(paper, issued_seconds=order["issued_seconds"])
    if figures is None:
        return pdf, b""
    title = f"{paper['title']} {paper['number']}"
    pdf = embedding.embed(
        pdf,
        figures=copy.deepcopy(figures),  # the library changes what it is given
        title=title,
        author=paper["seller"]["name"],
        language=paper["lang"],
    )
    return pdf, embedding.as_ubl(figures)


def allow_seconds(count: int) -> None:
    """The kernel ends the process when one order takes longer than this of a processor's time."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + count, hard))


if __name__ == "__main__":
    main()
