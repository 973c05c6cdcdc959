"""The form in which a contributor writes an event, sees what is wrong with it, and takes it along as a file."""

from chronicle import fields
from chronicle.pages import routes
from chronicle.pages.render import render
from chronicle.pages.site import Site
from chronicle.pages.views import View, Wording
from chronicle.questions import QUESTIONS


def form(site: Site) -> str:
    """Give the form as HTML; a script shows it and fills in what came of it."""
    lang, timeline = site.lang, site.timeline
    wording = Wording(site, routes.single(lang, "contribute"))
    made = {"kind": [(one.id, one.name.pick(lang)[0]) for one in timeline.kinds.values()]}
    questions: dict[str, View] = {
        question.name: {
            "name": question.name,
            "words": question.words.in_language(lang),
            "required": question.required and question.name != "source",
            "rows": 5 if question.lines else 2 if question.path[0] in {"date_note", "disputed"} else 0,
            "choices": made.get(question.name)
            or [(option, text.in_language(lang)) for option, text in question.options.items()],
            "listed": {"source": "new-sources", "source-publisher": "new-publishers"}.get(question.name)
            or ("new-events" if question.refers == "event" else None),
        }
        for question in QUESTIONS
    }
    return render(
        "contribution.jinja",
        site,
        wording,
        q=questions,
        about={name: about.text.in_language(lang) for name, about in fields.EVENT.items()},
        fresh=[questions[question.name] for question in QUESTIONS if question.of == "source"],
        themes=[(one.id, one.name.pick(lang)[0]) for one in timeline.themes.values()],
        towns=[(one.id, one.name) for one in timeline.municipalities.values()],
        organisations=[(one.id, one.name.pick(lang)[0]) for one in timeline.organisations.values()],
        publishers=[
            *((one.id, one.name.pick(lang)[0]) for one in timeline.organisations.values()),
            *((one.id, one.name) for one in timeline.municipalities.values()),
        ],
        data=routes.relative(routes.from_site_root(lang, wording.address), routes.form_data(lang)),
        repository=site.repo_url or "",
        to_root=routes.relative(wording.address, ""),
    )
