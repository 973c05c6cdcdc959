"""What is new in a page beside the page that was there before, found without reading either.

A long page is a list, and falls apart into its entries: only those that the other page does not have are read.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from itertools import chain, filterfalse

from chronicle import hypertext
from chronicle.hypertext import ENTRY, Page


def read(source: str, before: str) -> Page | None:
    """Read what is new in a page that comes after another, which falls `apart`: addresses, texts, and ids that came.

    It does so itself then, and has all ids of the other. None where that cannot be told of the entries that only one of
    them has: all of it must be read then.
    """
    (head, new), (head_before, old) = _entries(source), _entries(before)
    added = {ENTRY + entry: number for entry, number in new.items() if old[entry] != number}
    gone = {ENTRY + entry: number for entry, number in old.items() if new[entry] != number}
    if head != head_before:
        added[head] = gone[head_before] = 1
    if sum(map(len, added)) > len(source) // 2:
        return None
    try:
        page, was = _together(added), _together(gone)
    except hypertext.Unreadable:
        return None
    # An address may have been there that is written another way now.
    if not page.literal:
        return None
    # Links in the rest of the page, and on others, lead to ids that were there.
    if Counter(was.ids) - Counter(page.ids):
        return None
    came = Counter(page.ids) - Counter(was.ids)
    rest = chain([head], (ENTRY + entry for entry in new))
    kept = (entry for entry in rest if entry not in added)
    twice = came.total() > len(came) or not came.keys().isdisjoint(was.ids)
    if twice or (came and _has_any(came.keys(), kept)):
        return None
    both = (page.addresses, was.addresses), (page.texts, was.texts)
    addresses, texts = (tuple(filterfalse(set(known).__contains__, said)) for said, known in both)
    return Page(addresses=addresses, ids=tuple(sorted(came)), texts=texts, apart=True)


def found(source: str, ids: Collection[str]) -> set[str]:
    """Give those of `ids` that a page has which falls `apart`. What is not among them may be there all the same."""
    head, entries = _entries(source)
    there: set[str] = set()
    for entry in chain([head], (ENTRY + entry for entry in entries)):
        if any(identifier in entry for identifier in ids):
            there.update(set(hypertext.read(entry).ids).intersection(ids))
    return there


def _has_any(ids: Collection[str], entries: Iterable[str]) -> bool:
    # What is written with references may say anything; whatever else says an id has it in it as it is.
    maybe = re.compile("|".join(["&", *map(re.escape, ids)]))
    return any(not set(hypertext.read(entry).ids).isdisjoint(ids) for entry in entries if maybe.search(entry))


def _entries(source: str) -> tuple[str, Counter[str]]:
    """Give what comes before the first entry of a page, and its entries without the sign that each begins with: each
    goes up to the next, the last to the end."""
    first, *others = source.split(ENTRY)
    return first, Counter(others)


def _together(entries: Mapping[str, int]) -> Page:
    """Read entries, each of which stands so many times on a page. Raises Unreadable when one of them is no whole."""
    addresses: list[str] = []
    ids: list[str] = []
    texts: list[str] = []
    literal = True
    for entry, number in entries.items():
        page = hypertext.read(entry)
        addresses += page.addresses
        ids += page.ids * number
        texts += page.texts
        literal = literal and page.literal
    return Page(addresses=tuple(addresses), ids=tuple(ids), texts=tuple(texts), literal=literal)
