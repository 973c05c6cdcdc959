"""The timeline as it was in another revision: read with git, the work tree untouched."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from chronicle.inputs import MOST_BYTES, Found
from chronicle.problems import Message, harmless

# Compared with when nothing is named, the first that there is: what is published, or what is here of it.
MAIN = ("origin/main", "main")
_SECONDS = 120
_WHERE = {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"}


class Unreadable(Exception):
    """The revision cannot be read; `message` says why and what to do."""

    def __init__(self, nl: str, en: str) -> None:
        super().__init__(en)
        self.message = Message(nl=nl, en=en)


def merge_base(folder: Path, *candidates: str) -> str:
    """Give the newest commit that the first of the `candidates` that there is shares with what is checked out.

    `folder` lies in the work tree. Raises Unreadable: no git, no repository, none of the candidates, nothing shared.
    """
    _top(folder)
    for name in candidates:
        if _commit(folder, name) is None:
            continue
        shared = _git(folder, "merge-base", "--end-of-options", name, "HEAD")
        if shared.returncode == 0:
            return shared.stdout.decode().strip()
        raise Unreadable(
            f"‘{harmless(name)}’ en deze versie delen geen geschiedenis die hier bekend is; {_DEEPER[0]}",
            f"‘{harmless(name)}’ and this version share no history that is known here; {_DEEPER[1]}",
        )
    names = " of ".join(candidates), " nor ".join(candidates)
    raise Unreadable(
        f"hier is geen {harmless(names[0])} om mee te vergelijken; {_DEEPER[0]}",
        f"there is neither {harmless(names[1])} here to compare with; {_DEEPER[1]}",
    )


_DEEPER = (
    "noem een andere versie, of haal de hele geschiedenis op: git fetch --unshallow, of git fetch origin main",
    "name another revision, or fetch the whole history: git fetch --unshallow, or git fetch origin main",
)


def read(folder: Path, revision: str) -> Found:
    """Read `folder` as it was in `revision`, named as `inputs.survey` names it with the folder's name before each path.

    A link is what it is, not where it leads. A revision without the folder gives an empty Found. Raises Unreadable.
    """
    top = _top(folder)
    commit = _commit(folder, revision)
    if commit is None:
        raise Unreadable(
            f"git kent hier geen versie ‘{harmless(revision)}’; {_DEEPER[0]}",
            f"git knows no revision ‘{harmless(revision)}’ here; {_DEEPER[1]}",
        )
    # Nothing when the folder is the repository itself.
    inside = "".join(f"{part}/" for part in folder.resolve().relative_to(top).parts)
    listed = _said(folder, "ls-tree", "-r", "-z", "--full-tree", commit, *(["--", inside] if inside else []))
    found, wanted = Found(), []
    for entry in filter(None, listed.split(b"\0")):
        about, _, path = entry.partition(b"\t")
        mode, _, name = about.split(b" ")
        # What is no UTF-8 is shown as such, as Python does with names on the disk.
        shown = f"{folder.name}/{os.fsdecode(path).removeprefix(inside)}"
        if mode in {b"120000", b"160000"}:
            found.odd[shown] = "link" if mode == b"120000" else "special"
        else:
            wanted.append((shown, name))
    contents = _contents(folder, [name for _, name in wanted])
    found.files.update(zip((shown for shown, _ in wanted), contents, strict=True))
    return found


def _contents(folder: Path, names: list[bytes]) -> Iterator[bytes]:
    """Yield what git keeps under `names`, all asked for at once. As much of each as is read of a file on the disk."""
    asked = b"".join(name + b"\n" for name in names)
    said = _said(folder, "cat-file", "--batch", given=asked)
    at = 0
    for name in names:
        end = said.index(b"\n", at)
        answer = said[at:end].split(b" ")
        if len(answer) != 3:  # `<name> missing`: of a partial clone, say
            raise Unreadable(
                f"git heeft het bestand {name.decode()} hier niet; {_DEEPER[0]}",
                f"git lacks the file {name.decode()} here; {_DEEPER[1]}",
            )
        size = int(answer[2])
        yield said[end + 1 : end + 1 + min(size, MOST_BYTES + 1)]
        at = end + 1 + size + 1


def _top(folder: Path) -> Path:
    said = _git(folder, "rev-parse", "--show-toplevel")
    if said.returncode == 0 and said.stdout.strip():
        return Path(os.fsdecode(said.stdout.rstrip(b"\n"))).resolve()
    why = said.stderr.decode("utf-8", "replace")
    if "dubious ownership" in why:
        raise Unreadable(
            "deze map is van een andere gebruiker, en dan weigert git; sta haar toe met git config --global --add "
            "safe.directory en het pad van de map",
            "this folder is another user's, which git refuses; allow it with git config --global --add safe.directory "
            "and the folder's path",
        )
    raise Unreadable(
        "hier is geen git-geschiedenis om mee te vergelijken; noem een map met een timeline/ erin, of gebruik een "
        "kopie die met git clone is gemaakt",
        "there is no git history here to compare with; name a folder that holds a timeline/, or use a copy that was "
        "made with git clone",
    )


def _commit(folder: Path, revision: str) -> str | None:
    said = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    return said.stdout.decode().strip() if said.returncode == 0 else None


def _said(folder: Path, *words: str, given: bytes | None = None) -> bytes:
    done = _git(folder, *words, given=given)
    if done.returncode:
        why = harmless((done.stderr.decode("utf-8", "replace").splitlines() or ["git"])[-1])
        raise Unreadable(f"git kan die versie niet lezen: {why}", f"git cannot read that revision: {why}")
    return done.stdout


def _git(folder: Path, *words: str, given: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    if any("\0" in word for word in words):
        return subprocess.CompletedProcess(words, 1, b"", b"")
    # Plumbing only: no pager, no colours, nothing fetched. Inside a hook git says where it works; we say it with -C.
    env = {name: value for name, value in os.environ.items() if name not in _WHERE}
    quiet = {**env, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}
    command = ["git", "-C", str(folder), *words]
    try:
        return subprocess.run(
            command, input=given or b"", capture_output=True, check=False, timeout=_SECONDS, env=quiet
        )
    except FileNotFoundError:
        raise Unreadable(
            "git is niet gevonden; installeer git, of noem een map met een timeline/ erin",
            "git was not found; install git, or name a folder that holds a timeline/",
        ) from None
    except subprocess.TimeoutExpired:
        raise Unreadable(
            f"git antwoordt niet binnen {_SECONDS} seconden; probeer het opnieuw",
            f"git does not answer within {_SECONDS} seconds; try again",
        ) from None
