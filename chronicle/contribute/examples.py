"""The commented examples that the guides show: one text for all of them."""

from collections.abc import Mapping

EXAMPLES: Mapping[str, str] = {"{{EXAMPLE}}": "examples/event.yaml", "{{EXAMPLE_SOURCE}}": "examples/source.yaml"}


def shown(text: str, docs: Mapping[str, bytes]) -> str:
    """Fill in the examples in a hand-written page. `docs` is by path below docs/."""
    for mark, name in EXAMPLES.items():
        text = text.replace(mark, docs.get(name, b"").decode().rstrip())
    return text
