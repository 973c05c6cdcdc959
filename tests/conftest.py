"""What holds for every test.

Hypothesis draws the same examples each time, so that a red test is about the change; EXPLORE=1 draws new ones. What is
begun in the background by a script (`&`) ignores Ctrl-C, and so would all that it starts: here it is heeded again.
"""

import os
import signal
from pathlib import Path

import pytest
from hypothesis import settings

from chronicle import cli
from tests import attacks, projects

settings.register_profile("same", derandomize=True, database=None, deadline=None)
settings.register_profile("explore", deadline=None, max_examples=1000)
settings.load_profile("explore" if os.environ.get("EXPLORE") else "same")
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every attack that is shown, in one timeline, published by the real command: a folder with build/ and site/."""
    folder = projects.small_project(tmp_path_factory.mktemp("hostile"))
    projects.write(folder, attacks.timeline())
    words = ["--timeline", "timeline", "--build", "build", "--site", "site"]
    environment = {"SITE_URL": attacks.SITE_URL, "SOURCE_DATE_EPOCH": "1700000000"}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cli, "PROJECT", folder)
        command = ["build", *(word if word[:2] == "--" else str(folder / word) for word in words)]
        assert cli.main(command, environment) == 0
    return folder
