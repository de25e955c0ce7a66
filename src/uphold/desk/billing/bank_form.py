"""The form for a file of a bank: the file, and how the bank writes. On the preview the file stands in the form."""

from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from uphold.billing.bank.mapping import DATE_FORMS, Mapping

MOST_BYTES = 1_500_000
"""More than a form can hold; a bank's month is far less."""
SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t"}
ENCODINGS = ("utf-8-sig", "iso-8859-1", "cp1252", "utf-16")


class StatementForm(forms.Form):
    provider = forms.ChoiceField(label=gettext_lazy("Provider"))
    file = forms.FileField(
        label=gettext_lazy("File of the bank (CSV)"),
        error_messages={"required": gettext_lazy("Choose the file that the bank gave you.")},
    )
    separator = forms.ChoiceField(
        label=gettext_lazy("Columns are parted by"),
        choices=[
            ("comma", gettext_lazy("a comma")),
            ("semicolon", gettext_lazy("a semicolon")),
            ("tab", gettext_lazy("a tab")),
        ],
    )
    decimals = forms.ChoiceField(
        label=gettext_lazy("Amounts look like"), choices=[("point", "1,250.00"), ("comma", "1.250,00")]
    )
    date_form = forms.ChoiceField(label=gettext_lazy("Days look like"), choices=DATE_FORMS)
    encoding = forms.ChoiceField(
        label=gettext_lazy("Letters are written in"), choices=[(name, name.upper()) for name in ENCODINGS]
    )
    currency = forms.RegexField(
        r"^[A-Za-z]{3}$",
        label=gettext_lazy("Currency"),
        help_text=gettext_lazy("Where no column names it."),
    )
    booked_on = forms.CharField(
        label=gettext_lazy("Column of the day"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Columns with the usual names, English or German, are found by themselves."),
    )
    amount = forms.CharField(label=gettext_lazy("Column of the amount"), max_length=60, required=False)
    payer = forms.CharField(label=gettext_lazy("Column of the payer"), max_length=60, required=False)
    reference = forms.CharField(label=gettext_lazy("Column of the reference"), max_length=60, required=False)
    name = forms.CharField(max_length=200, required=False, widget=forms.HiddenInput)
    content = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        self.fields["file"].required = not self.data.get("content")

    def clean(self) -> dict[str, Any]:
        """The bytes of the file, from wherever it came."""
        said = super().clean() or {}
        if said.get("file"):
            said["bytes"], said["name"] = self.read_file(said["file"]), said["file"].name
        elif said.get("content"):
            try:
                said["bytes"] = b64decode(said["content"], validate=True)
            except NotBase64:
                self.add_error("file", gettext("Choose the file again."))
        return said

    def read_file(self, file: Any) -> bytes:  # noqa: ANN401 - Django's uploaded file
        if file.size > MOST_BYTES:
            self.add_error("file", gettext("The file is larger than 1.5 MB; split it."))
            return b""
        content: bytes = file.read()
        return content

    def mapping(self) -> Mapping:
        said = self.cleaned_data
        named = {name: said[name] for name in ("booked_on", "amount", "payer", "reference") if said[name]}
        return Mapping(
            columns=named,
            date_form=said["date_form"],
            has_decimal_comma=said["decimals"] == "comma",
            separator=SEPARATORS[said["separator"]],
            encoding=said["encoding"],
            currency=said["currency"].upper(),
        )

    def kept(self) -> dict[str, str]:
        """What the preview holds, so that the same file is taken in."""
        said = self.cleaned_data
        names = [name for name in self.fields if name not in {"file", "content", "name"}]
        return {
            **{name: str(said[name]) for name in names},
            "name": str(said["name"]),
            "content": b64encode(said["bytes"]).decode("ascii"),
        }
