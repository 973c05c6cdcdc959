"""Random texts: nothing comes out of reading but a date or our own error.

A million of them were read when this was written (75 CPU seconds); DATES_TEXTS=1000000 does it again.
"""

import os
import random
from pathlib import Path

import yaml

from chronicle.dates import DateError, parse

TEXTS = int(os.environ.get("DATES_TEXTS", "100000"))
ALPHABET = "0123456789" * 3 + "X-/.?~%[]{},YEST:+Z xuwinter é٣"
STORIES = yaml.safe_load((Path(__file__).parent / "stories" / "valid.yaml").read_text(encoding="utf-8"))


def random_text(chance: random.Random) -> str:
    """Half of the texts are soup, half are a valid date with a few characters changed."""
    if chance.random() < 0.5:
        return "".join(chance.choices(ALPHABET, k=chance.randrange(16)))
    text = str(chance.choice(STORIES)["edtf"])
    for _ in range(chance.randrange(4)):
        at = chance.randrange(len(text) + 1)
        text = text[:at] + chance.choice(ALPHABET) + text[at + chance.randrange(3) :]
    return text


def test_random_texts_give_a_date_or_our_own_error() -> None:
    chance = random.Random(4022008)
    read = refused = 0
    for _ in range(TEXTS):
        try:
            parse(random_text(chance))
            read += 1
        except DateError:
            refused += 1
    assert read + refused == TEXTS
    assert min(read, refused) > TEXTS // 20
