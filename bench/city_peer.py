#!/usr/bin/env python3
"""Computes all metrics by DuckDB from the files that it is told, and compares them with ads.

Standard input: "table path size" a line. Arguments: the folder of codes, the day, and whether to
compare. The SQL is that of the test IndependentCalculationIT.
"""

import collections
import pathlib
import sys

import duckdb

SCRIPTS = pathlib.Path(__file__).resolve().parent.parent / "jobs/src/test/resources/independent"


def main():
    codes, day, compare = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3] == "compare"
    files = collections.defaultdict(list)
    for each in sys.stdin:
        table, path, _ = each.split()
        files[table].append(path.removeprefix("file://").removeprefix("file:"))
    connection = duckdb.connect()
    connection.execute(f"create macro as_at() as date '{day}'")
    for code in ("calendar", "null_reason", "unit", "zone", "zone_class"):
        connection.execute(
            f"create table code_{code} as from read_csv('{codes / code}.csv', all_varchar = true,"
            " comment = '#', header = true)")
    for table, paths in files.items():
        if table != "ads.metric_value" or compare:
            connection.execute(
                f"create table {table.replace('.', '_')} as"
                f" select row_number() over () as record, * from read_parquet({paths})")
    for script in sorted(SCRIPTS.glob("*.sql")):
        if compare and script.name < "80" or script.name < "70":
            connection.execute(script.read_text())
    print(connection.execute("select count(*) from figure").fetchone()[0],
          connection.execute("select count(*) from difference").fetchone()[0] if compare else "")


if __name__ == "__main__":
    main()
