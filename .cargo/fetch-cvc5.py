#!/usr/bin/env python3
"""See that the tests find cvc5, the second solver: if it is not installed, put Debian's into .z3/cvc5.

usage: fetch-cvc5.py [--unpack]     --unpack: do not install anything, even as root

As root the package is installed with apt-get. Otherwise it is downloaded with the libraries it needs
that are not there, its SHA-256 is compared with the one written here, and it is unpacked, not installed.
"""

import argparse
import hashlib
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / ".z3" / "cvc5"
PROGRAM = HOME / "bin" / "cvc5"

# (machine): the version and the SHA-256 of the package of Debian 12
PACKAGES = {
    "x86_64": ("1.0.3-1", "f22df023d52060892248bdedd3b9f6b6a41f3aad3cad4fd47141eec19abcf281"),
}

OTHERWISE = "fetch-cvc5: instead, install cvc5 1.0.3 or newer so that it is found in PATH"


def fail(*lines):
    for line in lines:
        print(f"fetch-cvc5: {line}", file=sys.stderr)
    print(OTHERWISE, file=sys.stderr)
    sys.exit(1)


def works(program):
    try:
        return subprocess.run([program, "--version"], stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL).returncode == 0
    except OSError:
        return False


def run(*command, **options):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options)
    return done.returncode == 0, done.stdout


def installed_by_apt():
    """As root, the ordinary way; the lists of packages are fetched if the package is not in them."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for update in (False, True):
        if update:
            run("apt-get", "update")
        done, said = run("apt-get", "install", "--yes", "--no-install-recommends", "cvc5", env=environment)
        if done:
            return works("cvc5")
    print(said, file=sys.stderr)
    return False


def needed():
    """The package and those it depends on that are not installed."""
    done, said = run("apt-cache", "depends", "--recurse", "--no-recommends", "--no-suggests", "--no-conflicts",
                     "--no-breaks", "--no-replaces", "--no-enhances", "cvc5")
    if not done:
        return []
    names = {line for line in said.splitlines() if line and not line.startswith((" ", "<"))}
    return ["cvc5"] + sorted(name for name in names if name != "cvc5" and not run("dpkg", "-s", name)[0])


def unpacked():
    version, sha = PACKAGES.get(platform.machine(), (None, None))
    if version is None:
        fail(f"no package of cvc5 is pinned for {platform.machine()}")
    HOME.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=HOME.parent) as folder:
        into = Path(folder)
        names = needed()
        done, said = run("apt-get", "download", *(names or ["cvc5"]), cwd=into)
        if not done:
            fail("could not download the package", *said.splitlines()[-3:])
        package = next(into.glob("cvc5_*.deb"), None)
        if package is None:
            fail("apt-get download left no package")
        found = hashlib.sha256(package.read_bytes()).hexdigest()
        if found != sha:
            fail(f"{package.name} is not the package that is pinned here; nothing was unpacked",
                 f"SHA-256 expected {sha}", f"SHA-256 found    {found}")
        tree = into / "tree"
        for deb in sorted(into.glob("*.deb")):
            done, said = run("dpkg", "-x", str(deb), str(tree))
            if not done:
                fail(f"could not unpack {deb.name}", *said.splitlines()[-3:])
        libraries = sorted({str(file.parent.relative_to(tree)) for file in tree.rglob("*.so*")})
        folders = ":".join(f"$here/{library}" for library in libraries)
        wrapper = tree / "bin" / "cvc5"
        wrapper.parent.mkdir(exist_ok=True)
        wrapper.write_text('#!/bin/sh\nhere=$(CDPATH= cd "$(dirname "$0")/.." && pwd)\n'
                           f'LD_LIBRARY_PATH="{folders}" exec "$here/usr/bin/cvc5" "$@"\n')
        wrapper.chmod(0o755)
        if HOME.exists():
            shutil.rmtree(HOME)
        tree.rename(HOME)
    if not works(str(PROGRAM)):
        fail(f"{PROGRAM} was unpacked and does not start")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--unpack", action="store_true", help="do not install anything, even as root")
    unpack = parser.parse_args().unpack
    if works(str(PROGRAM)) or (not unpack and works("cvc5")):
        return
    if not shutil.which("apt-get"):
        fail("cvc5 is not installed, and there is no apt-get to get it with")
    print("fetch-cvc5: fetching cvc5, with which the tests compare answers", file=sys.stderr)
    if not unpack and os.geteuid() == 0 and installed_by_apt():
        return
    unpacked()


if __name__ == "__main__":
    main()
