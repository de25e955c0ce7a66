"""Texts to policy agreements: read once a process, because a published text never changes."""

from collections.abc import Sequence
from functools import lru_cache

from uphold.agreements.models import Version
from uphold.policy.document.agreement import Agreement as Compiled
from uphold.policy.document.binding import bind
from uphold.policy.document.reader import read

Key = tuple[int, str]
"""A version's number and the hash of its text."""


class NotCompiled(Exception):
    """A published text that can no longer be read: a bug of the reader, because it was read to be published."""


def compiled(version: Version, annexes: Sequence[Version] = ()) -> Compiled:
    """The agreement that a version and its annexes make together; rows of annexes come first.

    The text is loaded only when this process has not read it yet.
    """
    return bound((version.pk, version.sha256), tuple((annex.pk, annex.sha256) for annex in annexes))


@lru_cache(maxsize=512)
def bound(version: Key, annexes: tuple[Key, ...]) -> Compiled:
    agreement = read_version(version, onto=None)
    if not annexes:
        return agreement
    return bind(agreement, [read_version(annex, onto=agreement) for annex in annexes])


def read_version(key: Key, *, onto: Compiled | None) -> Compiled:
    version = Version.objects.select_related("agreement").get(pk=key[0], sha256=key[1])
    agreement = read(version.text, path=f"{version.agreement.slug}.md", onto=onto).agreement
    if agreement is None:
        raise NotCompiled(f"{version.agreement.slug} {version.version}")
    return agreement
