"""How a unit stands on a day: supported or not, under warranty or not, covered or not; each with its row or its day."""

from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext

from uphold.policy.decide.rule import Citation
from uphold.policy.scenario.warranty_end import WarrantyEnd
from uphold.products.models import Unit
from uphold.products.queries import ENDING_DAYS
from uphold.products.warranty import is_supported, sale_ends_on, support_ends_on
from uphold.ui.components.clause import Clause
from uphold.ui.components.fact import Fact
from uphold.ui.decided.clause import clause_of
from uphold.ui.installed.wording import day_words, model_words, support_words

Href = Callable[[Citation], str]


def life_facts(unit: Unit, *, on: date) -> list[Fact]:
    """Until when it is sold and supported, as far as anybody said."""
    facts = [Fact(gettext("Support"), support_words(support_ends_on(unit), on=on))]
    sold_until = sale_ends_on(unit)
    if sold_until is not None:
        words = gettext("sold until %(day)s") if on <= sold_until else gettext("not sold since %(day)s")
        facts.append(Fact(gettext("Sale"), words % {"day": day_words(sold_until)}))
    return facts


def warranty_fact(end: WarrantyEnd, *, on: date, href: Href) -> Fact:
    """The verdict of a day, with the row that gives the length."""
    return Fact(gettext("Warranty"), warranty_words(end, on=on), clause=warranty_clause(end, href=href))


def warranty_clause(end: WarrantyEnd, *, href: Href) -> Clause | None:
    return clause_of(end.citation, href=href) if end.citation is not None else None


def warranty_words(end: WarrantyEnd, *, on: date) -> str:
    """Say whether it is under warranty on a day, and why."""
    if end.on is not None:
        words = gettext("until %(day)s") if on <= end.on else gettext("ended on %(day)s")
        return f"{words % {'day': day_words(end.on)}}{counted_words(end)}"
    if end.is_none:
        return gettext("none, says the agreement")
    if end.lacks == "shipped":
        return gettext("not known: the day on which it was shipped is not recorded")
    if end.lacks == "purchased":
        return gettext("not known: the day on which it was purchased is not recorded")
    return gettext("the agreement names none for it")


def counted_words(end: WarrantyEnd) -> str:
    if end.is_stated:
        return f" ({gettext('recorded for this unit')})"
    counted = {
        "shipped": gettext("%(lasts)s from shipping on %(day)s"),
        "purchased": gettext("%(lasts)s from purchase on %(day)s"),
    }
    words = counted.get(end.counted_from or "")
    return f" ({words % {'lasts': end.lasts, 'day': day_words(end.since)}})" if words else ""


def unsupported_words(unit: Unit, *, on: date) -> str:
    """That support has ended, and when; nothing while it runs."""
    if is_supported(unit, on=on):
        return ""
    return gettext("Support of %(model)s ended on %(day)s.") % {
        "model": model_words(unit.product, unit.version),
        "day": day_words(support_ends_on(unit)),
    }


def ending_words(unit: Unit, *, on: date) -> str:
    """That support ends soon, or that it is sold no more; nothing where neither is near."""
    model, supported_until = model_words(unit.product, unit.version), support_ends_on(unit)
    said = {"model": model, "day": day_words(supported_until)}
    if supported_until is not None and 0 <= (supported_until - on).days <= ENDING_DAYS:
        return gettext("Support of %(model)s ends on %(day)s.") % said
    sold_until = sale_ends_on(unit)
    if sold_until is None or on <= sold_until or not is_supported(unit, on=on):
        return ""
    said["since"] = day_words(sold_until)
    if supported_until is None:
        return gettext("%(model)s is not sold any more since %(since)s; it is supported.") % said
    return gettext("%(model)s is not sold any more since %(since)s; it is supported until %(day)s.") % said


def uncovered_words() -> str:
    return gettext("The contract names what it covers, and this unit is not among it.")
