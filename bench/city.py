#!/usr/bin/env python3
"""Makes a city, and times our night and DuckDB on the same records, in turns.

The first night, one with a share of the zones changed, one with nothing new, and the same change
with a longer history. Each time DuckDB computes all figures from the same files; they have to be
equal. The README says how to run it.
"""

import argparse
import json
import os
import pathlib
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta

from small_handovers import HOME, Board, Warehouse


class Usage:
    """What a process and its children took."""

    def __init__(self, wall, before, after):
        self.wall = wall
        self.cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


class City:
    def __init__(self, folder, port, given, months):
        self.warehouse = Warehouse(folder, port)
        self.declarations = folder / "declarations"
        for part in ("tables", "metrics", "codes"):
            shutil.copytree(HOME / "warehouse" / part, self.declarations / part)
        self.plan = [str(given.seed), str(given.zones), str(given.projects), given.first,
                     str(months)]
        self.heap = given.heap
        self.warehouse.mujun("tables")
        self.board = Board(self.warehouse)
        self.password = (folder / "secrets" / "postgres").read_text().strip()

    def records(self, *what):
        return run(
            ["java", "-Xmx512m", "-cp",
             f"{HOME}/bench/target/classes:{HOME}/samples/city/target/classes:"
             f"{HOME}/cli/target/*:{HOME}/cli/target/lib/*",
             "io.mujun.bench.CityRecords", self.warehouse.url, "mujun",
             f"file://{self.warehouse.folder}/warehouse", str(self.declarations), *self.plan,
             *what], self.password + "\n").strip()

    def night(self, day):
        """A night by the process that computes them; how it ended, and what it took."""
        configuration = {
            "catalog": {"uri": self.warehouse.url, "user": "mujun", "password": self.password,
                        "warehouse": f"file://{self.warehouse.folder}/warehouse"},
            "warehouseDirectory": str(self.declarations)}
        request = {"request": "night", "date": day, "mode": "incremental"}
        target = HOME / "jobs" / "target"
        before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
        process = subprocess.Popen(
            ["java", f"@{target}/jvm.options", f"-Xmx{self.heap}", "-cp",
             f"{target}/*:{target}/lib/*", "io.mujun.jobs.NightlyMain"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        process.stdin.write(json.dumps(configuration) + "\n" + json.dumps(request) + "\n")
        process.stdin.flush()
        peak, ended = 0, None
        for each in process.stdout:
            answer = json.loads(each)
            peak = max(peak, peak_of(process.pid))
            if answer.get("type") in ("result", "error") or "status" in answer:
                ended = answer
                break
        process.stdin.close()
        process.wait()
        usage = Usage(time.monotonic() - started, before,
                      resource.getrusage(resource.RUSAGE_CHILDREN))
        if ended is None or "withheld" in json.dumps(ended).lower() or ended.get("type") == "error":
            sys.exit(f"The night did not publish: {ended}")
        return usage, peak

    def peer(self, day, how):
        files = self.records("files")
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        started = time.monotonic()
        output = run(
            [sys.executable, str(HOME / "bench" / "city_peer.py"),
             str(self.declarations / "codes"), day, how], files)
        return Usage(time.monotonic() - started, before,
                     resource.getrusage(resource.RUSAGE_CHILDREN)), output.split()

    def bytes(self):
        return sum(int(each.split()[2]) for each in self.records("files").splitlines()
                   if each.startswith("ods."))

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


def peak_of(pid):
    """The most memory that a process has held, in MiB."""
    try:
        for each in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
            if each.startswith("VmHWM"):
                return int(each.split()[1]) / 1024
    except OSError:
        pass
    return 0


def turn(what, city, day):
    """One night and one peer beside it; then the comparison, which is not timed."""
    night, peak = city.night(day)
    peer, _ = city.peer(day, "compute")
    _, (figures, differing) = city.peer(day, "compare")
    if differing != "0":
        sys.exit(f"{what}: {differing} of {figures} figures differ.")
    print(f"| {what} | {night.wall:.1f} | {night.cpu:.1f} | {peak:.0f} | {peer.wall:.1f} |"
          f" {peer.cpu:.1f} | {night.wall / peer.wall:.1f} | {int(figures):,} |"
          f" {city.bytes() / 2**20:.1f} |", flush=True)
    return night.wall


def city_of(given, months, port, label):
    """The first night, one after a change, one with nothing new; returns the second's seconds."""
    with tempfile.TemporaryDirectory() as name:
        city = City(pathlib.Path(name), port, given, months)
        try:
            started = time.monotonic()
            records, last = city.records("write").split()
            wrote = time.monotonic() - started
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
    options.add_argument("--heap", default="1g", help="of the night")
    options.add_argument("--port", type=int, default=26432, help="the first of three free ports")
    given = options.parse_args()
    print(f"{given.zones} zones × {given.projects} projects × {given.months} months, seed"
          f" {given.seed}; {os.cpu_count()} cores, Python {platform.python_version()}\n")
    print("| | night s | CPU s | peak MiB | DuckDB s | CPU s | night ÷ DuckDB | figures, all equal |"
          " ods MiB |")
    print("|---|---|---|---|---|---|---|---|---|")
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
