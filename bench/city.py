#!/usr/bin/env python3
"""Makes a city, and times our night and a dbt project in DuckDB on the same records, in turns.

The first night, one with a share of the zones changed, one with nothing new, and the same with a
longer history. Each time dbt computes all figures from the same files; they have to be equal. The
README says how to run it.
"""

import argparse
import json
import os
import pathlib
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta

from small_handovers import HOME, Board, Warehouse


class Process:
    """A child that is told something, and what it took: wall and CPU seconds, and MiB at most."""

    def __init__(self, command, errors):
        self.command = command
        self.errors = errors
        self.started = time.monotonic()
        with open(errors, "w") as log:
            self.process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True)

    def tell(self, text):
        self.process.stdin.write(text)
        self.process.stdin.flush()

    def lines(self):
        return self.process.stdout

    def end(self):
        self.process.stdin.close()
        rest = self.process.stdout.read()
        _, status, usage = os.wait4(self.process.pid, 0)
        self.process.returncode = os.waitstatus_to_exitcode(status)
        self.wall = time.monotonic() - self.started
        self.cpu = usage.ru_utime + usage.ru_stime
        self.peak = usage.ru_maxrss / 1024
        if self.process.returncode:
            self.fail(rest)
        return rest

    def fail(self, said):
        last = pathlib.Path(self.errors).read_text().splitlines()[-40:]
        sys.exit("\n".join([f"{' '.join(self.command[:3])} …: {said}", *last]))


class City:
    def __init__(self, folder, port, given, months):
        self.warehouse = Warehouse(folder, port)
        self.declarations = folder / "declarations"
        for part in ("tables", "metrics", "codes"):
            shutil.copytree(HOME / "warehouse" / part, self.declarations / part)
        self.plan = [str(given.seed), str(given.zones), str(given.projects), given.first,
                     str(months)]
        self.heap = given.heap
        self.volume = given.volume
        self.logs = pathlib.Path(given.logs) if given.logs else folder
        self.logs.mkdir(parents=True, exist_ok=True)
        self.database = folder / "dbt.duckdb"
        self.warehouse.mujun("tables")
        self.board = Board(self.warehouse)
        self.password = (folder / "secrets" / "postgres").read_text().strip()

    def records(self, *what):
        return run(
            ["java", "-Xmx1g", "-cp",
             f"{HOME}/bench/target/classes:{HOME}/samples/city/target/classes:"
             f"{HOME}/cli/target/*:{HOME}/cli/target/lib/*",
             "io.mujun.bench.CityRecords", self.warehouse.url, "mujun",
             f"file://{self.warehouse.folder}/warehouse", str(self.declarations), *self.plan,
             *what], self.password + "\n").strip()

    def night(self, day):
        """A night by the process that computes them, and when it said what."""
        configuration = {
            "catalog": {"uri": self.warehouse.url, "user": "mujun", "password": self.password,
                        "warehouse": f"file://{self.warehouse.folder}/warehouse"},
            "warehouseDirectory": str(self.declarations)}
        request = {"request": "night", "date": day, "mode": "incremental"}
        target = HOME / "jobs" / "target"
        process = Process(
            ["java", f"@{target}/jvm.options", f"@{target}/jvm-{self.volume}.options",
             *([f"-Xmx{self.heap}"] if self.heap else []), "-cp",
             f"{target}/*:{target}/lib/*", "io.mujun.jobs.NightlyMain"],
            self.logs / "night.log")
        process.tell(json.dumps(configuration) + "\n" + json.dumps(request) + "\n")
        ended = None
        with open(self.logs / "night.jsonl", "a", buffering=1) as said:
            for each in process.lines():
                said.write(f"{time.monotonic() - process.started:8.2f} {each}")
                answer = json.loads(each)
                if answer.get("type") in ("result", "error") or "status" in answer:
                    ended = answer
                    break
        process.end()
        if ended is None or "withheld" in json.dumps(ended).lower() or ended.get("type") == "error":
            process.fail(f"the night did not publish: {ended}")
        return process

    def peer(self, day, what):
        """All models by dbt, anew; or how many figures there are, and how many differ."""
        process = Process(
            [sys.executable, str(HOME / "bench" / "city_peer.py"), what,
             str(self.declarations / "codes"), str(self.database), day, str(os.cpu_count())],
            self.logs / "dbt.log")
        process.tell(self.records("files"))
        output = process.end()
        shutil.copy(self.database.with_name("dbt") / "run_results.json", self.logs / f"{what}.json")
        return process, output

    def mebibytes(self):
        """Of the tables that were handed over, of all that a night made of them, and of dbt."""
        ods, others = 0, 0
        for each in (self.warehouse.folder / "warehouse").rglob("*"):
            if each.is_file() and "ods" in each.relative_to(self.warehouse.folder).parts:
                ods += each.stat().st_size
            elif each.is_file():
                others += each.stat().st_size
        return [each / 2**20 for each in (ods, others, self.database.stat().st_size)]

    def close(self):
        self.board.close()
        subprocess.run([str(HOME / "mujun"), "down"], env=self.warehouse.environment,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def run(command, text):
    """What a command says."""
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, text=True)
    output, errors = process.communicate(text)
    if process.returncode:
        sys.exit(f"{' '.join(command[:3])} …: {process.returncode}\n{errors}")
    return output


def turn(what, city, day):
    """One night and dbt beside it; then the comparison, which is not timed."""
    night = city.night(day)
    peer, _ = city.peer(day, "compute")
    _, compared = city.peer(day, "compare")
    figures, differing = compared.split()[-2:]
    if differing != "0":
        sys.exit(f"{compared}\n{what}: {differing} of {figures} figures differ.")
    ods, ours, theirs = city.mebibytes()
    print(f"| {what} | {night.wall:.1f} | {night.cpu:.1f} | {night.peak:.0f} | {peer.wall:.1f} |"
          f" {peer.cpu:.1f} | {peer.peak:.0f} | {night.wall / peer.wall:.1f} | {int(figures):,} |"
          f" {ods:.1f} | {ours:.1f} | {theirs:.1f} |", flush=True)
    return night.wall


def city_of(given, months, port, label):
    """The first night, one after a change, one with nothing new; returns the second's seconds."""
    with tempfile.TemporaryDirectory() as name:
        city = City(pathlib.Path(name), port, given, months)
        try:
            started = time.monotonic()
            records, last = city.records("write").split()
            wrote = time.monotonic() - started
            print(f"{int(records):,} records in {wrote:.1f} s", file=sys.stderr)
            full = turn(f"{label}: {int(records):,} records, first night", city, last)
            day = str(date.fromisoformat(last) + timedelta(days=1))
            changed = int(city.records("change", day, str(given.every)))
            part = turn(f"{label}: {changed:,} records more", city, day)
            nothing = turn(f"{label}: nothing new", city, day)
        finally:
            city.close()
    return wrote, full, part, nothing


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seed", type=int, default=8)
    options.add_argument("--zones", type=int, default=50)
    options.add_argument("--projects", type=int, default=8, help="of each zone")
    options.add_argument("--first", default="2024-10", help="the first month")
    options.add_argument("--months", type=int, default=5)
    options.add_argument("--every", type=int, default=25, help="one zone of so many changes")
    options.add_argument("--history", type=int, default=1, help="also so many times the months")
    options.add_argument("--heap", help="of the night, where not as its volume has it")
    options.add_argument("--volume", choices=("few", "many"), default="few",
                         help="how the night's JVM is set up, which ./mujun tells by the records")
    options.add_argument("--logs", help="a folder for what the nights and dbt say")
    options.add_argument("--port", type=int, default=26432, help="the first of three free ports")
    given = options.parse_args()
    print(f"{given.zones} zones × {given.projects} projects × {given.months} months, seed"
          f" {given.seed}; {os.cpu_count()} cores, Python {platform.python_version()}\n")
    print("| | night s | CPU s | peak MiB | dbt s | CPU s | peak MiB | night ÷ dbt |"
          " figures, all equal | ods MiB | night MiB | dbt MiB |")
    print("|---|---|---|---|---|---|---|---|---|---|---|---|")
    wrote, full, part, _ = city_of(given, given.months, given.port, f"{given.months} months")
    lines = [f"Writing took {wrote:.1f} s. Changed ÷ full: {part / full:.2f}."]
    if given.history > 1:
        months = given.months * given.history
        _, _, later, _ = city_of(given, months, given.port, f"{months} months")
        lines.append(f"The change with {given.history} times the months ÷ without:"
                     f" {later / part:.2f}.")
    print("\n" + "\n".join(lines))


if __name__ == "__main__":
    main()
