"""What the benchmarks run in processes of their own: each a whole script, timed from its start to its end."""

# The floor of reading: PyYAML's own safe loader (C parser) over the same files, and nothing else.
FLOOR = """
import sys, pathlib, yaml
for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.yaml")):
    yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
"""

# The same for files that are bad: what PyYAML cannot read it may leave.
PATIENT_FLOOR = """
import sys, pathlib, yaml
for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.yaml")):
    try:
        yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError):
        pass
"""

LOOK = """
import pathlib, sys
from chronicle import audit, output
site = pathlib.Path(sys.argv[1])
finished = audit.Site(
    sizes=output.sizes(site), read=lambda name: (site / name).read_bytes(), url="http://127.0.0.1:8000/", name="site",
    allowed=("4/5.3/2009000531",),
)
sys.exit(len(list(audit.audit(finished, ()))))
"""

# Both sides read the same strings, all different, in one process; edtf only the first 500 of them, or it takes minutes.
DATES = """
import contextlib, io, json, sys, time, warnings
warnings.simplefilter("ignore")
import edtf
from chronicle import dates
texts = json.loads(sys.stdin.read())
few = texts[:500]
def clock(work):
    start = time.process_time()
    work()
    return time.process_time() - start
def theirs():
    for text in few:
        date = edtf.parse_edtf(text)
        date.lower_strict(), date.upper_strict()
def read():
    for text in texts:
        date = dates.parse(text)
        date.earliest, date.latest
def everything():
    for date in sorted(map(dates.parse, texts), key=dates.sort_key):
        dates.wording(date, "nl"), dates.wording(date, "en")
with contextlib.redirect_stdout(io.StringIO()):
    runs = [(clock(theirs) * len(texts) / len(few), clock(read), clock(everything)) for _ in range(3)]
print(json.dumps([sorted(run[i] for run in runs)[1] for i in range(3)]))
"""

# What strictness adds to an event, in one process: reading with places and refusing what YAML offers beyond texts,
# looking at every character and for private data, and writing every text of both languages so that nothing reads it
# again. Beside it what one would do who trusts everybody: PyYAML's safe loader, and the texts as they are.
SAFETY = """
import json, statistics, sys, time, pathlib, yaml
from chronicle import load, markup, nodes, privacy
files = {str(path): path.read_bytes() for path in sorted(pathlib.Path(sys.argv[1]).glob("events/*/*.yaml"))}
trees = [yaml.load(data, Loader=yaml.CSafeLoader) for data in files.values()]
def clock(work):
    start = time.process_time()
    work()
    return (time.process_time() - start) / len(files) * 1000
def trusting():
    for data in files.values():
        yaml.load(data, Loader=yaml.CSafeLoader)
def reading():
    for name, data in files.items():
        nodes.read(nodes.decode(data, name)[0], name)
def private():
    for data in files.values():
        list(privacy.suspicions(data.decode()))
def texts(value):
    if isinstance(value, str):
        yield value
    else:
        for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            yield from texts(inner)
plain = [[*texts({**tree, "summary": None})] for tree in trees]
prose = [[*texts(tree["summary"])] for tree in trees]
def writing():
    for lines, paragraphs in zip(plain, prose):
        for text in lines:
            markup.escaped(text)
        for text in lines[:4]:
            markup.coded(text)
        for text in paragraphs:
            markup.prose_html(text, lambda name: "../" + name)
works = (trusting, reading, private, writing)
runs = [[clock(work) for work in works] for _ in range(9)]
print(json.dumps([statistics.median(run[i] for run in runs) for i in range(len(works))]))
"""

# Every case of the hostile corpus, from bytes to files, one after the other in one process.
HOSTILE = """
import json, time
from datetime import UTC, datetime
from chronicle import build
from tests import attacks
def clock(case):
    files = attacks.files_of(case)
    start = time.process_time()
    then = datetime(2024, 1, 1, tzinfo=UTC)
    dict(build.build(files, {}, site_url="https://x.nl/", repo_url=None, generated_at=then).files)
    return time.process_time() - start
print(json.dumps(sorted([clock(case), case.id] for case in attacks.cases())))
"""

# What all files for machines cost, and the pages of both languages (the site's, and those for frames): CPU seconds.
FEEDS = """
import json, sys, time; from datetime import UTC, datetime; from pathlib import Path
from chronicle import inputs, load; from chronicle.embed import frames; from chronicle.feeds import facts, open_data
from chronicle.pages import everything, site; from chronicle.pages.hangs import Hangs
URL = "http://127.0.0.1:8000/"; CLOCK = datetime.fromtimestamp(0, UTC)
files = inputs.read_folder(Path(sys.argv[1]), prefix="timeline/"); timeline = load.load(files).timeline
hangs = Hangs(timeline, dict.fromkeys(files, ""), "")
def cpu(make):
    start = time.process_time(); make(); return time.process_time() - start
def pages():
    for lang in ("nl", "en"):
        for page in everything.recipes(site.site(timeline, lang, site_url=URL, repo_url=None), {}, hangs).values():
            page.make()
def embeds():
    for lang in ("nl", "en"):
        for _ in frames.pages(site.site(timeline, lang, site_url=URL, repo_url=None), "framed/"):
            pass
def feeds():
    for _ in open_data.files(facts.history(timeline, site_url=URL, generated_at=CLOCK)):
        pass
print(json.dumps([cpu(feeds), cpu(pages), cpu(embeds)]))
"""
