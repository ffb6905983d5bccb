"""Runs `datacontract lint` on every contract below a folder, in one process.

Prints what it says of each file that it does not accept without a warning; exits with 1 then.
"""

import sys
from pathlib import Path

from datacontract.cli import app
from typer.testing import CliRunner


def main(folder: Path) -> int:
    contracts = sorted(folder.rglob("*.odcs.yaml"))
    faults = 0
    for contract in contracts:
        result = CliRunner().invoke(app, ["lint", str(contract)])
        if result.exit_code != 0 or "warn" in result.output.lower():
            faults += 1
            print(f"{contract}\n{result.output}")
    print(f"{len(contracts)} contracts, {faults} not accepted")
    return 1 if faults or not contracts else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
