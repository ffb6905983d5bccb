#!/usr/bin/env python3
"""Times nights of one ledger: of eleven rows on the demo, and of 200,000 rows in one scope.

Each ledger is handed over and computed, then again with one cell changed, some rounds. Seconds are
of `./mujun nightly`, the start of its process included. The README says how to run it.
"""

import argparse
import json
import os
import pathlib
import platform
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta

from ledger_reading import write_ledger

HOME = pathlib.Path(__file__).resolve().parent.parent
SMALL = "潞城经开区投资台账-2024-10.csv"
LARGE = "潞城经开区投资台账2024年10月.xlsx"


class Warehouse:
    def __init__(self, folder, port):
        self.folder = folder
        self.day = date(2024, 11, 23)
        self.environment = dict(
            os.environ, MUJUN_DATA=str(folder / "data"), MUJUN_POSTGRES_PORT=str(port),
            MUJUN_TRINO_PORT=str(port + 1), MUJUN_SUPERSET_PORT=str(port + 2))

    def mujun(self, *arguments):
        """Wall seconds of a command, and what it printed."""
        before = time.monotonic()
        done = subprocess.run(
            [str(HOME / "mujun"), *arguments], env=self.environment, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        if done.returncode:
            sys.exit(f"mujun {' '.join(arguments)}: {done.returncode}\n{done.stdout}{done.stderr}")
        return time.monotonic() - before, done.stdout

    def night(self, ledger):
        """Hands a ledger over, and times the night after it."""
        self.day += timedelta(days=1)
        reading, _ = self.mujun("ingest", "ledgers", str(ledger), "--date", str(self.day))
        wall, said = self.mujun("nightly", "--date", str(self.day), "--json")
        night = json.loads(said)
        if night["status"] != "published":
            sys.exit(f"The night of {self.day} did not publish:\n{said}")
        return reading, wall, night["models"]


def small(folder, more):
    """The demo's ledger of eleven rows, with so much more invested in one month."""
    text = (HOME / "samples/ledgers/2024-11-15" / SMALL).read_text(encoding="utf-8")
    changed = text
    for row in ((660, 5040, 5040), (10080, 64160, 83160)):
        changed = changed.replace(
            ",".join(map(str, row)), ",".join(str(amount + more) for amount in row))
    if changed == text:
        sys.exit(f"{SMALL} has other figures than this benchmark changes.")
    ledger = folder / SMALL
    ledger.write_text(changed, encoding="utf-8")
    return ledger


def large(folder, rows, more):
    ledger = folder / LARGE
    write_ledger(ledger, rows, more)
    return ledger


def show(what, night):
    reading, wall, models = night
    slowest = sorted(models, key=lambda model: -model["seconds"])[:4]
    names = ", ".join(f"{model['model']} {model['seconds']:.1f}" for model in slowest)
    print(f"| {what} | {reading:.1f} | {wall:.1f} |"
          f" {sum(model['seconds'] for model in models):.1f} | {names} |", flush=True)


def measured(name, port, prepare, ledgers):
    with tempfile.TemporaryDirectory() as folder:
        warehouse = Warehouse(pathlib.Path(folder), port)
        try:
            warehouse.mujun(*prepare)
            for what, ledger in ledgers:
                show(f"{name}, {what}", warehouse.night(ledger(warehouse.folder)))
        finally:
            subprocess.run([str(HOME / "mujun"), "down"], env=warehouse.environment,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=200_000, help="of the large ledger")
    options.add_argument("--rounds", type=int, default=3, help="with one cell changed")
    options.add_argument("--port", type=int, default=27432, help="the first of three free ports")
    given = options.parse_args()
    print(f"{os.cpu_count()} cores, Python {platform.python_version()}\n")
    print("| | `ingest ledgers` s | `nightly` s | its models s | slowest models s |")
    print("|---|---|---|---|---|")
    rounds = range(1, given.rounds + 1)
    measured(
        "eleven rows on the demo", given.port, ["demo"],
        [(f"one cell changed, {each}", lambda folder, each=each: small(folder, 10 * each))
         for each in rounds])
    measured(
        f"{given.rows:,} rows in one scope", given.port, ["tables"],
        [("the first night", lambda folder: large(folder, given.rows, 0)),
         *((f"one cell changed, {each}", lambda folder, each=each: large(folder, given.rows, each))
           for each in rounds)])


if __name__ == "__main__":
    main()
