#!/usr/bin/env python3
"""Put the pinned libz3 into .z3/lib: once by the network, afterwards by doing nothing.

usage: fetch-libz3.py [--wheel FILE]     FILE: a z3-solver wheel fetched elsewhere (no network)

The wheel of z3-solver on PyPI holds a libz3 for each platform. It is fetched with pip (or, where
Python has no pip, from the package index directly), its SHA-256 is compared with the one written
here, and only the library is unpacked. Nothing is installed, and nothing of the wheel is run.
"""

import argparse
import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import urllib.error
import urllib.parse
import urllib.request
import zipfile
from pathlib import Path

VERSION = "5.3.3.0"
ROOT = Path(__file__).resolve().parent.parent
LIB = ROOT / ".z3" / "lib"
STAMP = LIB / "wheel.sha256"

# (system, machine): the wheel's platform tag, its SHA-256, the library, the name programs ask for
WHEELS = {
    ("Linux", "x86_64"): (
        "manylinux_2_27_x86_64",
        "0431023a82278dab706c02a320f63178ee0755fb8f10a5c980f0bfe3c84f6f96",
        "libz3.so.5.3", "libz3.so",
    ),
    ("Linux", "aarch64"): (
        "manylinux_2_38_aarch64",
        "701619d4995695819e150e9fa10218b67a5a2241868f31dddccfe2d3fe15f986",
        "libz3.so.5.3", "libz3.so",
    ),
    ("Darwin", "x86_64"): (
        "macosx_13_0_x86_64",
        "d7d337366240fd6b02ca1a68d545350c43834999b7683b24958ff4a7a9b8b112",
        "libz3.dylib", None,
    ),
    ("Darwin", "arm64"): (
        "macosx_13_0_arm64",
        "814ddeb607535c211e11e1af60c9c69fe8f957b304003a562d9bfc3ceefa295c",
        "libz3.dylib", None,
    ),
}

OTHERWISE = (
    "fetch-libz3: instead, install a libz3 of version 4.13.3 or newer and say where it is: "
    "make verify Z3=/path/to/its/lib"
)


def fail(*lines):
    for line in lines:
        print(f"fetch-libz3: {line}", file=sys.stderr)
    print(OTHERWISE, file=sys.stderr)
    sys.exit(1)


def this_platform():
    key = (platform.system(), platform.machine())
    if key not in WHEELS:
        fail(f"z3-solver {VERSION} has no wheel for {key[0]} on {key[1]}")
    tag = WHEELS[key][0]
    if key[0] == "Linux":
        libc, version = platform.libc_ver()
        needed = tuple(int(part) for part in tag.split("_")[1:3])
        if libc != "glibc":
            fail(f"the wheel needs glibc {needed[0]}.{needed[1]}, and this is not a glibc system")
        if tuple(int(part) for part in version.split(".")[:2]) < needed:
            fail(f"the wheel needs glibc {needed[0]}.{needed[1]}, and this machine has {version}")
    return WHEELS[key]


def digest(path):
    sha = hashlib.sha256()
    with open(path, "rb") as file:
        for block in iter(lambda: file.read(1 << 20), b""):
            sha.update(block)
    return sha.hexdigest()


def by_pip(tag, into):
    """The wheel by `pip download`, or why not."""
    command = [
        sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check",
        "--no-deps", "--only-binary=:all:", "--platform", tag, "--dest", str(into),
        f"z3-solver=={VERSION}",
    ]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        return None, (done.stdout.strip().splitlines() or ["pip download failed"])[-1]
    return next(into.glob("*.whl"), None), "pip download left no wheel"


def by_index(tag, into):
    """The wheel from the package index (PEP 691), for a Python without pip; or why not."""
    index = os.environ.get("PIP_INDEX_URL", "https://pypi.org/simple").rstrip("/")
    page = f"{index}/z3-solver/"
    accept = {"Accept": "application/vnd.pypi.simple.v1+json"}
    name = f"z3_solver-{VERSION}-py3-none-{tag}.whl"
    try:
        request = urllib.request.Request(page, headers=accept)
        with urllib.request.urlopen(request, timeout=60) as answer:
            files = json.load(answer)["files"]
        url = next((file["url"] for file in files if file["filename"] == name), None)
        if url is None:
            return None, f"{page} does not list {name}"
        wheel = into / name
        address = urllib.parse.urljoin(page, url)
        with urllib.request.urlopen(address, timeout=60) as answer, open(wheel, "wb") as file:
            shutil.copyfileobj(answer, file)
    except (OSError, ValueError, KeyError, urllib.error.URLError) as error:
        return None, f"{page}: {error}"
    return wheel, ""


def has_pip():
    probe = [sys.executable, "-m", "pip", "--version"]
    return subprocess.run(probe, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0


def unpack(wheel, sha, library, link):
    """Only libz3, beside its place first: who looks there sees either nothing or all of it."""
    LIB.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(dir=LIB.parent))
    try:
        fresh.chmod(0o755)
        with zipfile.ZipFile(wheel) as archive, archive.open(f"z3/lib/{library}") as source:
            with open(fresh / library, "wb") as target:
                shutil.copyfileobj(source, target)
        (fresh / library).chmod(0o755)
        if link:
            (fresh / link).symlink_to(library)
        (fresh / STAMP.name).write_text(sha + "\n")
        if LIB.exists():
            shutil.rmtree(LIB)
        fresh.rename(LIB)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--wheel", type=Path, help="a z3-solver wheel fetched elsewhere")
    given = parser.parse_args().wheel
    tag, sha, library, link = this_platform()
    if STAMP.exists() and STAMP.read_text().strip() == sha and (LIB / library).exists():
        return
    with tempfile.TemporaryDirectory() as into:
        wheel, why = given, f"there is no {given}"
        if not given:
            print(f"fetch-libz3: fetching z3-solver {VERSION} for {tag}", file=sys.stderr)
            wheel, why = (by_pip if has_pip() else by_index)(tag, Path(into))
        if wheel is None or not wheel.exists():
            fail(f"could not fetch z3-solver {VERSION} ({tag})", why)
        found = digest(wheel)
        if found != sha:
            fail(f"{wheel.name} is not the wheel that is pinned here; nothing was unpacked",
                 f"SHA-256 expected {sha}", f"SHA-256 found    {found}")
        unpack(wheel, sha, library, link)
    print(f"fetch-libz3: libz3 {VERSION} is in {LIB.relative_to(ROOT)}", file=sys.stderr)


if __name__ == "__main__":
    main()
