"""All verbs of the program, one line each. A verb's module is imported only when it is called.

A module offers two functions:

    def configure(parser: ArgumentParser) -> None: ...    # declares its arguments
    def run(arguments: Namespace) -> int: ...             # does the work, returns the exit code

What the verb needs is made ready before its module is imported, so it may import models at its top. A name may be two
words.
"""

from dataclasses import dataclass
from enum import Enum


class Needs(Enum):
    NOTHING = "nothing"
    SITE = "settings and models"
    SERVER = "settings, models and a database that answers"
    DATABASE = "settings, models and a database that answers and is up to date"


@dataclass(frozen=True, slots=True)
class Verb:
    name: str
    summary: str
    needs: Needs
    module: str


VERBS = (
    Verb("up", "Start everything: database, web, worker.", Needs.NOTHING, "uphold.command.up"),
    Verb("web", "Serve the pages.", Needs.SERVER, "uphold.command.web"),
    Verb("worker", "Do the work of time and news.", Needs.DATABASE, "uphold.command.worker"),
    Verb("migrate", "Bring database and static files up to date.", Needs.SERVER, "uphold.command.migrate"),
    Verb(
        "doctor",
        "Check what Uphold depends on, and say how to mend it.",
        Needs.NOTHING,
        "uphold.command.doctor",
    ),
    Verb(
        "agreement ask",
        "Ask an agreement about one scenario.",
        Needs.NOTHING,
        "uphold.command.agreement.ask",
    ),
    Verb(
        "administrator",
        "Make the link for the first administrator.",
        Needs.DATABASE,
        "uphold.command.administrator",
    ),
    Verb(
        "agreement check",
        "Find what is wrong with an agreement.",
        Needs.NOTHING,
        "uphold.command.agreement.check",
    ),
    Verb(
        "import incidents",
        "Bring in a log of incidents by a mapping.",
        Needs.DATABASE,
        "uphold.command.import_incidents",
    ),
    Verb(
        "import units",
        "Bring in a list of equipment.",
        Needs.DATABASE,
        "uphold.command.import_units",
    ),
    Verb(
        "report compliance",
        "Count the promises that were kept and missed.",
        Needs.DATABASE,
        "uphold.command.report",
    ),
    Verb(
        "report",
        "Print figures of a provider: utilisation, leakage, credits, ageing, profitability.",
        Needs.DATABASE,
        "uphold.command.figures",
    ),
    Verb(
        "credits check",
        "Compare every balance with what its movements add up to.",
        Needs.DATABASE,
        "uphold.command.credits.check",
    ),
    Verb(
        "files check",
        "Read what people attached, and compare it with its digests.",
        Needs.DATABASE,
        "uphold.command.check_files",
    ),
    Verb(
        "documents",
        "Make the documents that invoices lack.",
        Needs.DATABASE,
        "uphold.command.make_documents",
    ),
    Verb(
        "demo",
        "Fill an empty desk with a demonstration.",
        Needs.DATABASE,
        "uphold.command.demo.seed",
    ),
)
