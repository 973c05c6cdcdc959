"""The words of the drawings: the overview of all events with what its signs mean, and the tile map."""

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "overview.all": (
        "{count} van {first} tot en met {last}: een teken is een gebeurtenis, een balk is iets dat langer duurde.",
        "{count} from {first} to {last}: a mark is an event, a bar is something that went on.",
    ),
    "overview.busiest": ("De meeste vallen in {year}: {count}.", "Most of them fall in {year}: {count}."),
    "overview.scale": (
        "De jaren {first} – {last} krijgen meer ruimte, want daar speelt het verhaal.",
        "The years {first}–{last} get more room, for that is where the story is set.",
    ),
    "overview.event": ("{date}: {title} ({status})", "{date}: {title} ({status})"),
    "overview.more": ("Nog {count} gebeurtenissen, vooral in {year}", "{count} more events, most of them in {year}"),
    "legend": ("Zo leest u de tijdlijn", "How to read the timeline"),
    "sign.span": ("dunne lijn", "thin line"),
    "sign.span.meaning": (
        "Ergens in deze tijd, of zo lang als de lijn.",
        "Somewhere in this time, or for as long as the line.",
    ),
    "sign.soft": ("stippelrand", "dotted edge"),
    "sign.soft.meaning": ("Ongeveer of mogelijk dan.", "About then, or possibly then."),
    "sign.bar": ("balk", "bar"),
    "sign.bar.meaning": (
        "Iets dat langer duurde. Waar de balk vervaagt, is begin of einde onzeker. Met een pijl gaat het door.",
        "Something that went on. Where the bar fades, its start or end is not certain. With an arrow it goes on.",
    ),
    "signs": (
        "Een dunne lijn: ergens in deze tijd, of zo lang als de lijn. Een stippelrand: ongeveer of mogelijk dan."
        " Een balk: iets dat langer duurde; met een pijl gaat het door.",
        "A thin line: somewhere in this time, or for as long as the line. A dotted edge: about then, or possibly then."
        " A bar: something that went on; with an arrow it goes on.",
    ),
    "legend-more": ("Meer over deze werkwijze", "More about this method"),
    "tile-map": ("Tegelkaart van Drenthe", "Tile map of Drenthe"),
    "tile-note": ("Elke tegel is een gemeente.", "Each tile is a municipality."),
    "tile-places": (
        "De tegels staan ongeveer zoals de gemeenten liggen.",
        "The tiles stand roughly as the municipalities lie.",
    ),
    "tile-counts": (
        "Het getal telt de gebeurtenissen van die gemeente. "
        "Gebeurtenissen van alle twaalf gemeenten samen tellen daarin niet mee.",
        "The number counts the events of that municipality. "
        "Events of all twelve municipalities together do not count in it.",
    ),
}
