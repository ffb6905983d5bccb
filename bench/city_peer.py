#!/usr/bin/env python3
"""Computes all metrics by dbt in DuckDB from the files that it is told, and compares them with ads.

Standard input: "table path size" a line. Arguments: compute or compare, the folder of codes, the
database, the day and how many threads. Compute replaces itself by "dbt run", so that what the
process took is what dbt took; compare prints the first figures that differ, the published side
first, and at last how many figures there are and how many differ.
"""

import collections
import json
import os
import pathlib
import sys

import duckdb

PROJECT = pathlib.Path(__file__).resolve().parent / "dbt"
CODES = (
    "calendar", "null_reason", "score_scheme", "score_weight", "unit", "zone", "zone_attribute",
    "zone_class")
ALL_BUT_COMPARISON = ("--exclude", "path:models/comparison")
COMPARISON = ("--select", "difference")


def views(database, codes, files):
    """The sources of the models: nothing is read of them yet but their heads."""
    with duckdb.connect(str(database)) as connection:
        for schema in ("codes", "ods", "ads"):
            connection.execute(f"create schema if not exists {schema}")
        for code in CODES:
            connection.execute(
                f"create or replace view codes.{code} as from read_csv('{codes / code}.csv',"
                " all_varchar = true, comment = '#', header = true)")
        for table, paths in files.items():
            connection.execute(
                f"create or replace view {table} as"
                f" from read_parquet({paths}, hive_partitioning = false)")


def dbt(database, day, threads, chosen):
    """Becomes dbt; what it logs goes beside the database."""
    beside = database.parent / "dbt"
    os.environ.update(
        MUJUN_DBT_DATABASE=str(database), MUJUN_DBT_THREADS=threads, DBT_TARGET_PATH=str(beside),
        DBT_LOG_PATH=str(beside), DBT_SEND_ANONYMOUS_USAGE_STATS="false")
    program = pathlib.Path(sys.executable).with_name("dbt")
    return [str(program), "run", "--quiet", "--project-dir", str(PROJECT), "--profiles-dir",
            str(PROJECT), "--vars", json.dumps({"day": day}), *chosen]


def main():
    what, codes, database = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    day, threads = sys.argv[4:6]
    files = collections.defaultdict(list)
    for each in sys.stdin:
        table, path, _ = each.split()
        files[table].append(path.removeprefix("file://").removeprefix("file:"))
    views(database, codes, files)
    if what == "compute":
        command = dbt(database, day, threads, ALL_BUT_COMPARISON)
        os.execv(command[0], command)
    command = dbt(database, day, threads, COMPARISON)
    if os.spawnv(os.P_WAIT, command[0], command):
        sys.exit("dbt did not compare")
    with duckdb.connect(str(database), read_only=True) as connection:
        for row in connection.execute(
                "select what, published::varchar, computed::varchar from difference"
                " order by metric, scope_kind, scope_code, period limit 10").fetchall():
            print(*row, sep="\n")
        print(*connection.execute(
            "select (select count(*) from figure), (select count(*) from difference)").fetchone())


if __name__ == "__main__":
    main()
