"""Writes `timeline/schema/*.json` from the table of fields: `python -m tools.write_schemas`. A test compares them."""

from pathlib import Path

from chronicle import inputs, json_schema, load

PROJECT = Path(__file__).resolve().parent.parent


def schemas() -> dict[str, str]:
    """Give {file name: text} for the real vocabulary."""
    timeline = load.load(inputs.read_folder(PROJECT / "timeline", prefix="timeline/")).timeline
    return json_schema.files(timeline)


if __name__ == "__main__":
    for name, text in schemas().items():
        target = PROJECT / "timeline" / "schema" / name
        target.parent.mkdir(exist_ok=True)
        target.write_text(text, encoding="utf-8")
        print(target.relative_to(PROJECT))
