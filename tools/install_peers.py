"""Unpacks the peers that npm cannot install, each checked against the hash that tools/peers/package.json holds.

`npm ci` has put the others into tools/peers/node_modules before. A package stands under `config.unpacked` when it is
complete in itself but asks for packages that were never published: npm would rather install nothing.
"""

import base64
import hashlib
import io
import json
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

PEERS = Path(__file__).resolve().parent / "peers"
MODULES = PEERS / "node_modules"


def unpacked() -> dict[str, str]:
    """Which packages are unpacked: name@version to the hash of the packed file."""
    wanted: dict[str, str] = json.loads((PEERS / "package.json").read_text(encoding="utf-8"))["config"]["unpacked"]
    return wanted


def integrity(data: bytes) -> str:
    """The hash of `data` as npm writes it in a lock file."""
    return "sha512-" + base64.b64encode(hashlib.sha512(data).digest()).decode("ascii")


def inside(packed: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    """The files of a package, with paths that begin in its folder. npm packs everything below one folder."""
    for member in packed.getmembers():
        _, _, member.name = member.name.partition("/")
        if member.isfile() and member.name:
            yield member


def install(npm: str, package: str, wanted: str) -> None:
    """Fetch one package with npm's own settings, and unpack it if its hash is `wanted`."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [npm, "pack", package, "--pack-destination", folder, "--ignore-scripts", "--silent"],
            cwd=PEERS,
            stdout=subprocess.DEVNULL,
            check=True,
        )
        (file,) = Path(folder).iterdir()
        data = file.read_bytes()
    if integrity(data) != wanted:
        sys.exit(f"{package}: {integrity(data)}, expected {wanted}")
    with tarfile.open(fileobj=io.BytesIO(data), mode="r:gz") as packed:
        packed.extractall(MODULES / package.rpartition("@")[0], members=inside(packed), filter="data")


def main() -> int:
    """Install every package. The one argument is the npm to use."""
    for package, wanted in unpacked().items():
        install(sys.argv[1], package, wanted)
    return 0


if __name__ == "__main__":
    sys.exit(main())
