"""One row of the file as the unit that it tells of, or the cell that keeps it out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from uphold.people.models import Organisation
from uphold.products.importing.cells import Advice, CellWrong, read_choice, read_day
from uphold.products.importing.columns import DAYS
from uphold.products.importing.known import Known, key_of
from uphold.products.importing.records import Record
from uphold.products.models import Product, ProductVersion, Site, Unit

LONGEST_NAME = 80
LONGEST_SITE = 120
STATES = (Unit.State.IN_USE.value, Unit.State.SPARE.value, Unit.State.RETURNED.value)
Key = tuple[str, int, str]


class RowWrong(ValueError):
    """Raised while one row is read; `field` names the column by what it means."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(words)
        self.field, self.words = field, words


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A unit as the file tells of it; None and "" where a cell is empty or a column is not there.

    `site_name` may name a site that comes in with it, `deployment_name` a deployment of the same file.
    """

    line: int
    customer: Organisation
    kind: str
    name: str
    product: Product
    version: ProductVersion | None
    site: Site | None
    site_name: str
    deployment_name: str
    state: str
    shipped_on: date | None
    purchased_on: date | None
    warranty_ends_on: date | None

    @property
    def key(self) -> Key:
        return key_of(self.kind, self.customer.pk, self.name)

    def is_like(self, other: "Row") -> bool:
        return self.told() == other.told()

    def told(self) -> dict[str, str]:
        """What the row says, by field, in words."""
        said = {
            "product": self.product.name,
            "version": self.version.name if self.version else "",
            "site": self.site.name if self.site else self.site_name,
            "deployment": self.deployment_name,
            "state": self.state,
            **{name: day.isoformat() if (day := getattr(self, name)) else "" for name in DAYS},
        }
        return {name: words for name, words in said.items() if words}

    def unlike(self, unit: Unit) -> dict[str, tuple[str, str]]:
        """Where a unit that is here differs from what the row says; an empty cell says nothing."""
        here = {
            "product": unit.product.name,
            "version": unit.version.name if unit.version else "",
            "site": unit.site.name if unit.site else "",
            "deployment": unit.deployment.name if unit.deployment else "",
            "state": unit.state,
            **{name: day.isoformat() if (day := getattr(unit, name)) else "" for name in DAYS},
        }
        return {name: (here[name], words) for name, words in self.told().items() if here[name] != words}


class RowReader:
    """Reads rows against what is here. `places` tells where each field stands."""

    def __init__(self, known: Known, *, places: Mapping[str, int], slashes: str) -> None:
        self.known, self.places, self.slashes = known, places, slashes
        self.advice = Advice()

    def read(self, record: Record, *, planned: Mapping[Key, Row]) -> Row:
        """`planned` are the rows before it, which may be its deployment. Raises RowWrong."""
        cells = {name: (record.cells or ())[place] for name, place in self.places.items()}
        customer = self.customer(cells["customer"])
        product = self.product(cells["product"])
        kind = self.choice(cells, "kind", known=Unit.Kind.values, usual=usual_kind(product))
        site_name = self.short(cells.get("site", ""), "site", longest=LONGEST_SITE)
        site = self.known.sites.get((customer.pk, site_name.casefold()))
        return Row(
            line=record.line,
            customer=customer,
            kind=kind,
            name=self.short(cells["name"], "name", longest=LONGEST_NAME, is_required=True),
            product=product,
            version=self.version(cells.get("version", ""), product=product),
            site=site,
            site_name=site.name if site else site_name,
            deployment_name=self.deployment(cells.get("deployment", ""), customer=customer, planned=planned),
            state=self.choice(cells, "state", known=Unit.State.values, usual=""),
            shipped_on=self.day(cells, "shipped_on"),
            purchased_on=self.day(cells, "purchased_on"),
            warranty_ends_on=self.day(cells, "warranty_ends_on"),
        )

    def unit_of(self, row: Row) -> Unit | None:
        """The unit that is here under the row's name. Raises RowWrong where it is another customer's."""
        unit = self.known.unit(row.kind, row.customer, row.name)
        if unit is not None and unit.organisation_id != row.customer.pk:
            words = gettext(
                "The serial number is recorded for {0}; retire it there, or correct the customer."
            )
            raise RowWrong("customer", words.format(unit.organisation.name))
        require_state(row, unit)
        return unit

    def customer(self, text: str) -> Organisation:
        if text.casefold() in self.known.twice:
            raise RowWrong("customer", gettext("Several customers are called “{0}”.").format(text))
        found = self.known.customers.get(text.casefold())
        if found is None:
            names = [each.name for each in self.known.customers.values()]
            cure = gettext("add the customer under Administration first.")
            raise RowWrong("customer", self.advice.about("customer", text, known=names, cure=cure))
        return found

    def product(self, text: str) -> Product:
        found = self.known.products.get(text.casefold())
        if found is None:
            names = [each.name for each in self.known.products.values()]
            cure = gettext("add the product under Products first.")
            raise RowWrong("product", self.advice.about("product", text, known=names, cure=cure))
        return found

    def version(self, text: str, *, product: Product) -> ProductVersion | None:
        found = self.known.versions.get((product.pk, text.casefold()))
        if text and found is None:
            names = [each.name for (key, _), each in self.known.versions.items() if key == product.pk]
            cure = gettext("add the version on the page of {0} first.").format(product.name)
            raise RowWrong("version", self.advice.about("version", text, known=names, cure=cure))
        return found

    def deployment(self, text: str, *, customer: Organisation, planned: Mapping[Key, Row]) -> str:
        kind = Unit.Kind.DEPLOYMENT.value
        known = self.known.unit(kind, customer, text) or planned.get(key_of(kind, customer.pk, text))
        if text and known is None:
            names = [name for (of, owner, name) in self.known.units if (of, owner) == (kind, customer.pk)]
            cure = gettext("add it as a row of kind deployment.")
            raise RowWrong("deployment", self.advice.about("deployment", text, known=names, cure=cure))
        return text

    def day(self, cells: Mapping[str, str], name: str) -> date | None:
        try:
            return read_day(cells.get(name, ""), slashes=self.slashes)
        except CellWrong as wrong:
            raise RowWrong(name, str(wrong)) from wrong

    def choice(self, cells: Mapping[str, str], name: str, *, known: list[str], usual: str) -> str:
        try:
            return read_choice(cells.get(name, ""), known=known, usual=usual)
        except CellWrong as wrong:
            raise RowWrong(name, str(wrong)) from wrong

    def short(self, text: str, name: str, *, longest: int, is_required: bool = False) -> str:
        text = " ".join(text.split())
        if is_required and not text:
            raise RowWrong(name, gettext("The serial number or name is missing."))
        if len(text) > longest:
            raise RowWrong(name, gettext("Write at most {0} characters.").format(longest))
        return text


def require_state(row: Row, unit: Unit | None) -> None:
    """What a file may say of a state: nothing is replaced by it, and nothing that was comes back."""
    if not row.state or (unit is not None and row.state == unit.state):
        return
    if unit is None and row.state not in STATES:
        words = gettext("A unit that is not here cannot come in as “{0}”; write one of: {1}.")
        raise RowWrong("state", words.format(row.state, ", ".join(STATES)))
    if Unit.State.REPLACED in {row.state, unit.state if unit else ""}:
        words = gettext("It is “{0}” here; say on its page what took the place of which.")
        raise RowWrong("state", words.format(unit.state if unit else ""))


def usual_kind(product: Product) -> str:
    """What a row without a kind is: a service for what is one, else a serial number."""
    is_service = product.kind == Product.Kind.SERVICE
    return Unit.Kind.SERVICE.value if is_service else Unit.Kind.SERIAL.value
