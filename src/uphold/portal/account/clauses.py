"""§ chips of what was kept: rows of the ledger and citations of standing, on the customer's page of the document."""

from collections.abc import Mapping

from django.urls import reverse

from uphold.agreements.bridge import compiled
from uphold.agreements.models import Version
from uphold.credits.models import LedgerEntry
from uphold.policy.decide.rule import Citation
from uphold.portal.agreements.pages import citation_href
from uphold.ui.components.clause import Clause
from uphold.ui.decided.clause import clause_of
from uphold.ui.decided.record import citations_of


def chip_of(citation: Citation | None) -> Clause | None:
    return clause_of(citation, href=citation_href) if citation else None


def chip_of_entry(entry: LedgerEntry, *, versions: Mapping[int, Version]) -> Clause | None:
    """The row that took or gave, as it stood; none where a person decided."""
    if entry.version_id is None or entry.line is None:
        return None
    version = versions[entry.version_id]
    cited = citations_of(compiled(version)).get((entry.document, entry.line))
    if cited is not None:
        return chip_of(cited)
    here = reverse("portal:agreement", args=[version.agreement.slug, version.version])
    return Clause(number=entry.anchor, label=entry.row, href=here)
