#!/usr/bin/env python3
"""Times how a ledger of 200,000 rows is read: by Mujun and by other readers, in turns.

Reads the workbook raw (cells counted), as `./mujun ingest check` (cells, records and findings),
and as `./mujun ingest ledgers` (the same, and written into the tables). The README says how to run
it. Every reader has to find the same number of cells.
"""

import argparse
import multiprocessing
import os
import pathlib
import platform
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time

HOME = pathlib.Path(__file__).resolve().parent.parent
HEADERS = [
    "项目代码", "项目名称", "建设单位", "统一社会信用代码", "类别", "总投资", "年度计划",
    "本月", "本年累计", "开工以来累计", "开工日期", "责任部门", "存在问题",
]
HEAP = "-Xmx256m"


def project_code(number):
    """A code as GB/T 40058 writes it, with its check digit by ISO 7064 MOD 11,10."""
    body = f"2403140406{89}{'01'}{number:05d}"
    check = 10
    for digit in body:
        check = (check + int(digit)) % 10 or 10
        check = check * 2 % 11
    body += str((11 - check) % 10)
    return f"{body[:4]}-{body[4:10]}-{body[10:12]}-{body[12:14]}-{body[14:]}"


def write_ledger(path, rows, more=0):
    """A ledger in which the first row says so much more invested than it would."""
    import xlsxwriter

    random.seed(7)
    book = xlsxwriter.Workbook(str(path), {"constant_memory": False})
    sheet = book.add_worksheet("投资台账")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write(0, 0, "潞城经开区2024年10月固定资产投资台账")
    sheet.write(1, 0, "单位：万元")
    sheet.write_row(2, 0, HEADERS)
    for row in range(rows):
        plan = random.randrange(1_000, 90_000)
        month = random.randrange(0, plan // 10)
        line = row + 3
        # Six digits of number do not fit the code's five: the rest of the rows carry none.
        sheet.write(line, 0, project_code(row) if row < 100_000 else "")
        sheet.write(line, 1, f"第{row}号新材料项目")
        sheet.write(line, 2, f"第{row % 5_000}号建设单位")
        sheet.write(line, 3, "")
        sheet.write(line, 4, ("产业", "基础设施", "民生")[row % 3])
        sheet.write(line, 5, plan * 3 + 0.25)
        sheet.write(line, 6, plan)
        extra = more if row == 0 else 0
        sheet.write(line, 7, month + extra)
        sheet.write(line, 8, month * 9 + extra)
        sheet.write(line, 9, month * 11 + extra)
        sheet.write(line, 10, 45_000 + row % 500, day)
        sheet.write(line, 11, f"服务保障{row % 9}组")
        sheet.write(line, 12, "要素保障待落实" if row % 7 == 0 else "")
    book.close()


def by_openpyxl(path):
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    return sum(
        cell not in (None, "")
        for row in book.worksheets[0].iter_rows(values_only=True)
        for cell in row
    )


def by_calamine(path):
    import python_calamine

    sheet = python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0)
    return sum(cell not in (None, "") for row in sheet.to_python() for cell in row)


def timed(command, **options):
    """Wall and CPU seconds and peak memory in MiB of one process, and what it printed."""
    before = time.monotonic()
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, **options
    )
    printed = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - before
    if status:
        sys.exit(f"{' '.join(map(str, command))}\n{printed}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, printed.strip()


def readers(book, folder):
    bench = f"{HOME}/bench/target/classes:{HOME}/bench/target/lib/*"
    command_line = f"{HOME}/cli/target/*:{HOME}/cli/target/lib/*"
    mujun = ["java", HEAP, "-XX:+UseSerialGC", "-cp", command_line, "io.mujun.cli.Main"]

    def raw(name):
        command = ["java", HEAP, "-XX:+UseSerialGC", "-cp", bench, "io.mujun.bench.LedgerReading"]
        return lambda: timed([*command, name, str(book)])

    def python(name):
        return lambda: timed([sys.executable, __file__, "--reader", name, str(book)])

    def ingest(*flags):
        data = folder / "data"
        shutil.rmtree(data, ignore_errors=True)
        environment = dict(os.environ, MUJUN_HOME=str(HOME), MUJUN_DATA=str(data))
        timed([*mujun, "tables"], env=environment)
        command = [mujun[0], *flags, *mujun[1:], "ingest", "ledgers", str(book)]
        return timed([*command, "--date", "2024-11-05"], env=environment)

    def check():
        environment = dict(os.environ, MUJUN_HOME=str(HOME), MUJUN_DATA=str(folder / "none"))
        return timed([*mujun, "ingest", "check", str(book), "--date", "2024-11-05"], env=environment)

    return {
        "fastexcel-reader, raw": raw("fastexcel"),
        "Apache POI, its event handler, raw": raw("poi"),
        "openpyxl, read-only, raw": python("openpyxl"),
        "calamine, raw": python("calamine"),
        "Mujun, typed cells": raw("mujun"),
        "Mujun, `ingest check`": check,
        "Mujun, `ingest ledgers`": ingest,
        "Mujun, `ingest ledgers`, first compiler only": lambda: ingest("-XX:TieredStopAtLevel=1"),
    }


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=200_000)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--reader", choices=["openpyxl", "calamine"], help=argparse.SUPPRESS)
    options.add_argument("book", nargs="?", help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.reader:
        print({"openpyxl": by_openpyxl, "calamine": by_calamine}[given.reader](given.book))
        return
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        book = folder / "潞城经开区投资台账2024年10月.xlsx"
        # In a process of its own: the peak memory of those that it starts would count from its own.
        writer = multiprocessing.Process(target=write_ledger, args=(book, given.rows))
        writer.start()
        writer.join()
        results = {}
        for _ in range(given.rounds):
            for reader, run in readers(book, folder).items():
                results.setdefault(reader, []).append(run())
        print(f"{given.rows:,} rows × {len(HEADERS)} columns, {book.stat().st_size >> 20} MiB;"
              f" {os.cpu_count()} cores, Python {platform.python_version()}, {HEAP}\n")
        print("| | wall s, best (all) | CPU s, best | peak MiB | rows per s |")
        print("|---|---|---|---|---|")
        counts = set()
        for reader, runs in results.items():
            wall = min(run[0] for run in runs)
            every = ", ".join(f"{run[0]:.1f}" for run in runs)
            print(f"| {reader} | {wall:.1f} ({every}) | {min(run[1] for run in runs):.1f} |"
                  f" {max(run[2] for run in runs):.0f} | {given.rows / wall:,.0f} |")
            if reader.endswith(("raw", "cells")):
                counts.add(runs[0][3])
            else:
                print(f"<!-- {runs[-1][3].splitlines()[0]} -->")
        print(f"\nCells found: {', '.join(sorted(counts))}")
        if len(counts) != 1:
            sys.exit("the readers do not agree on the number of cells")


if __name__ == "__main__":
    main()
