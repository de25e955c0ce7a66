"""Which services a page may go to: those at one place on the net, so that no address leads to an inner host.

An intranet (`UPHOLD_WEBHOOKS_PRIVATE`) may use every service that the library knows.
"""

import re
from urllib.parse import parse_qs, urlsplit

from apprise import Apprise
from django.utils.translation import gettext_lazy

from uphold.kit import INVALID, Refused
from uphold.webhooks.addresses import may_be_private

LONGEST = 500
SCHEME = re.compile(r"^[a-z0-9]+(?=://)")
SERVICES = {
    "clickatell": "Clickatell",
    "clicksend": "ClickSend",
    "discord": "Discord",
    "gchat": "Google Chat",
    "msgbird": "MessageBird",
    "opsgenie": "Opsgenie",
    "pagerduty": "PagerDuty",
    "pagertree": "PagerTree",
    "pbul": "Pushbullet",
    "plivo": "Plivo",
    "pover": "Pushover",
    "prowl": "Prowl",
    "signl4": "SIGNL4",
    "slack": "Slack",
    "spike": "Spike.sh",
    "splunk": "Splunk On-Call",
    "tgram": "Telegram",
    "threema": "Threema",
    "twilio": "Twilio",
    "victorops": "Splunk On-Call",
    "vonage": "Vonage",
    "wxteams": "Webex",
}
"""By the beginning of their addresses; none of them takes a host."""
OF_TRANSPORT = frozenset({"cto", "optional", "redirect", "retry", "rto", "store", "verify", "wait"})
"""Options by which an address would change how the house connects."""


class ServiceNotAllowed(Refused):
    code, kind, text = (
        "service_not_allowed",
        INVALID,
        gettext_lazy("This is no address of a service that pages may go to. Known are: {0}."),
    )


class ServiceAddressMalformed(Refused):
    code, kind, text = (
        "service_address_malformed",
        INVALID,
        gettext_lazy("{0} does not take this address; copy it whole, and without options of the connection."),
    )


def well_formed(address: str) -> str:
    """As it is sealed. What is wrong with it is said without repeating it: it holds a secret."""
    stripped = address.strip()
    found = SCHEME.match(stripped.lower())
    scheme = found.group() if found else ""
    if scheme not in SERVICES and not (scheme and may_be_private()):
        raise ServiceNotAllowed(", ".join(sorted(set(SERVICES.values()))))
    options = {name.lower() for name in parse_qs(urlsplit(stripped).query, keep_blank_values=True)}
    is_plain = len(stripped) <= LONGEST and stripped.isprintable() and " " not in stripped
    if not is_plain or options & OF_TRANSPORT or Apprise.instantiate(stripped) is None:
        raise ServiceAddressMalformed(SERVICES.get(scheme, scheme))
    return stripped


def service_of(address: str) -> str:
    """What may be shown of an address: the service, and nothing of the account."""
    scheme = urlsplit(address).scheme.lower()
    return SERVICES.get(scheme, scheme)
