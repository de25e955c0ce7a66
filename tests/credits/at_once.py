"""Several writers at once, each with a connection of its own."""

from collections.abc import Callable, Sequence
from threading import Barrier, Thread

from django.db import connection

PATIENCE_SECONDS = 20


def at_once(*acts: Callable[[], object]) -> Sequence[object]:
    """Begins all of them in one moment; what each returned, or the exception that it ended with."""
    together = Barrier(len(acts))
    outcomes: list[object] = [None] * len(acts)

    def run(place: int, act: Callable[[], object]) -> None:
        together.wait(timeout=PATIENCE_SECONDS)
        try:
            outcomes[place] = act()
        except Exception as failure:  # noqa: BLE001 - the test looks at it
            outcomes[place] = failure
        finally:
            connection.close()

    writers = [Thread(target=run, args=(place, act)) for place, act in enumerate(acts)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(timeout=PATIENCE_SECONDS)
    return outcomes
