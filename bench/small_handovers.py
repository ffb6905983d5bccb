#!/usr/bin/env python3
"""Times a night and a board's query before and after many commits of small handovers.

Each handover is a ledger of ten rows, committed straight to the tables; every so many commits the
tables are maintained. The README says how to run it.
"""

import argparse
import os
import pathlib
import platform
import subprocess
import sys
import tempfile
import time

HOME = pathlib.Path(__file__).resolve().parent.parent
DELTA = 10
BASE = 60
BOARD = ("select zone_code, period, metric, value, unit, bound from ads.metric_value"
         " where metric = 'investment_ledger' order by 1, 2")


class Warehouse:
    def __init__(self, folder, ports):
        self.folder = folder
        self.environment = dict(
            os.environ, MUJUN_DATA=str(folder), MUJUN_POSTGRES_PORT=str(ports),
            MUJUN_TRINO_PORT=str(ports + 1), MUJUN_SUPERSET_PORT=str(ports + 2))
        self.url = f"jdbc:postgresql://127.0.0.1:{ports}/mujun_catalog"

    def mujun(self, *arguments):
        """Wall seconds of a command."""
        before = time.monotonic()
        done = subprocess.run(
            [str(HOME / "mujun"), *arguments], env=self.environment, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        if done.returncode:
            sys.exit(f"mujun {' '.join(arguments)}: {done.returncode}\n{done.stdout}{done.stderr}")
        return time.monotonic() - before

    def hand(self, first, end, every):
        """Commits handovers; returns seconds of commits and of maintenance, and the last day."""
        done = subprocess.run(
            ["java", "-Xmx512m", "-cp",
             f"{HOME}/bench/target/classes:{HOME}/cli/target/*:{HOME}/cli/target/lib/*",
             "io.mujun.bench.SmallHandovers", self.url, "mujun",
             f"file://{self.folder}/warehouse", str(HOME), str(first), str(end), str(every)],
            input=(self.folder / "secrets" / "postgres").read_text().strip() + "\n",
            text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        if done.returncode:
            sys.exit(done.stderr)
        committing, maintaining, day = done.stdout.split()[-3:]
        return float(committing), float(maintaining), day

    def size(self):
        files = [file for file in (self.folder / "warehouse").rglob("*") if file.is_file()]
        return len(files), sum(file.stat().st_size for file in files) / 2**20


class Board:
    """A prompt that keeps PostgreSQL and Trino running, and asks what a board asks."""

    def __init__(self, warehouse):
        self.process = subprocess.Popen(
            [str(HOME / "mujun"), "sql", "--user", "province"], env=warehouse.environment,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.ask()

    def ask(self):
        """Wall seconds until the last row."""
        before = time.monotonic()
        self.process.stdin.write(f"{BOARD};\nselect 'the' || '-end';\n")
        self.process.stdin.flush()
        for line in self.process.stdout:
            if "the-end" in line:
                return time.monotonic() - before
        sys.exit("mujun sql ended")

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def line(what, warehouse, night, queries):
    files, mebibytes = warehouse.size()
    print(f"| {what} | {night:.1f} | {min(queries):.2f} | {files:,} | {mebibytes:.1f} |",
          flush=True)


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--commits", type=int, default=10_000)
    options.add_argument("--every", type=int, default=500, help="commits between maintenances")
    options.add_argument("--port", type=int, default=25432, help="the first of three free ports")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        warehouse = Warehouse(pathlib.Path(name), given.port)
        warehouse.mujun("tables")
        board = Board(warehouse)
        try:
            measure(warehouse, board, given)
        finally:
            board.close()
            subprocess.run([str(HOME / "mujun"), "down"], env=warehouse.environment,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def measure(warehouse, board, given):
    _, _, day = warehouse.hand(0, BASE, 0)
    warehouse.mujun("nightly", "--date", day)
    _, _, day = warehouse.hand(100, 100 + DELTA, 0)
    night = warehouse.mujun("nightly", "--date", day)
    print(f"{given.commits:,} commits, maintained every {given.every};"
          f" {os.cpu_count()} cores, Python {platform.python_version()}\n")
    print("| | a night of 10 handovers, s | a board's query, s | files | MiB |")
    print("|---|---|---|---|---|")
    line("at the start", warehouse, night, [board.ask() for _ in range(5)])
    end = 200 + given.commits
    committing, maintaining, day = warehouse.hand(200, end, given.every)
    caught_up = warehouse.mujun("nightly", "--date", day)
    later = (end // 100 + 1) * 100
    _, _, day = warehouse.hand(later, later + DELTA, 0)
    night = warehouse.mujun("nightly", "--date", day)
    line("at the end", warehouse, night, [board.ask() for _ in range(5)])
    print(f"\nCommitting took {committing:.0f} s ({1000 * committing / given.commits:.0f} ms each),"
          f" maintenance {maintaining:.0f} s; the night over all of them {caught_up:.1f} s.")


if __name__ == "__main__":
    main()
