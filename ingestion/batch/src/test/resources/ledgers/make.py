"""Writes the ledgers that the YAML files of this folder describe, and counts their cells.

    python make.py [NAME…]      (openpyxl, xlwt, xlrd, XlsxWriter, PyYAML; soffice on the path)

How a ledger is described, and what is expected of it, is told in README.md.
"""

import csv
import datetime
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import openpyxl
import xlrd
import xlsxwriter
import xlwt
import yaml
from openpyxl.worksheet.filters import FilterColumn, Filters

HERE = pathlib.Path(__file__).parent
COUNTS = HERE / "cells.csv"
INVESTMENT = "总投资|年度计划|{}|{}|{}"
HEADS = {
    "flat": (
        "投资台账",
        ["序号|项目代码|项目名称|建设单位|统一社会信用代码|类别|总投资|年度计划|本月|本年累计|开工以来累计"
         "|开工日期|责任部门|存在问题|备注"],
        "",
    ),
    "grouped": (
        "投资台账",
        ["序号|类别|项目名称|建设单位|统一社会信用代码|重点项目|投资|||||开工日期|责任单位|存在问题|备注",
         "||||||" + INVESTMENT.format("本月", "累计", "开工以来")],
        "ABCDEFLMNO",
    ),
    "units": (
        "投资台账",
        ["序号|项目类别|项目名称|项目代码|建设单位||是否重点|投资|||||开工日期|责任部门|存在问题",
         "||||名称|统一社会信用代码||" + INVESTMENT.format("本月完成", "本年累计", "开工以来累计")],
        "ABCDGMNO",
    ),
    "report": (
        "月报",
        ["序号|类别|项目基本情况||||投资情况|||||开工日期|是否重点|责任单位|存在问题",
         "||项目||企业||总投资|年度计划|完成投资",
         "||名称|代码|名称|信用代码|||本月|本年|累计"],
        "ABLMNO",
    ),
    "mu": (
        "土地台账",
        ["序号|合同编号|地块|||项目||受让单位||土地用途|出让||是否标准地|签约日期|开工日期",
         "||名称|宗地代码|电子监管号|名称|代码|名称|统一社会信用代码||面积|价款"],
        "ABJMNO",
    ),
    "land": (
        "土地台账",
        ["序号|合同编号|地块名称|宗地代码|电子监管号|项目名称|项目代码|受让单位|统一社会信用代码|土地用途|面积"
         "|是否标准地|价款|签约日期|开工日期"],
        "",
    ),
    "target": ("目标", ["投资范围|读法|是否采用|年度目标|说明"], ""),
}
GROUPS = {"grouped": "G{0}:K{0}", "units": "H{0}:L{0} E{0}:F{0}", "mu": "C{0}:E{0} F{0}:G{0} H{0}:I{0} K{0}:L{0}"}
REPORT = "C4:F4 G4:K4 C5:D5 E5:F5 G5:G6 H5:H6 I5:K5"
IGNORED = ("序号", "备注")
USES = {"H": "HEAD", "R": "RECORD", "X": "REFUSED", "Q": "REFUSED", "S": "SUM", "N": "NOTE", "U": "UNREAD",
        "I": "IGNORED"}
USE_NAMES = ["HEAD", "RECORD", "REFUSED", "SUM", "NOTE", "IGNORED", "UNREAD"]
SEPARATORS = {"comma": ",", "tab": "\t", "semicolon": ";"}
CHARSETS = {"utf8": ("utf-8", 76), "gb18030": ("gb18030", 85), "utf16": ("utf-16", 65535)}


def described():
    for path in sorted(HERE.glob("*.yaml")):
        if path.name != "kinds.yaml":
            yield from yaml.safe_load(path.read_text(encoding="utf-8"))


def grid(ledger):
    """Rows of (use, cells), the header's merges, and the columns that are not read."""
    sheet, header, merged_columns = HEADS[ledger["head"]]
    above = ledger["above"]
    header = [row.split("|") for row in header]
    for name in ledger.get("more", []):
        header[0].extend([""] * (max(map(len, header)) - len(header[0])) + [name])
    if "header" in ledger:
        header = [row.split("|") for row in ledger["header"]]
    rows = [("H", line.split("|")) for line in above] + [("H", row) for row in header]
    top = len(above) + 1
    merges = []
    if "header" not in ledger and len(header) > 1:
        merges += [f"{letter}{top}:{letter}{top + len(header) - 1}" for letter in merged_columns]
        shift = lambda rng: re.sub(r"\d+", lambda row: str(int(row.group()) + top - 3), rng)
        merges += GROUPS[ledger["head"]].format(top).split() if ledger["head"] != "report" else [
            re.sub(r"\d+", lambda row: str(int(row.group()) + top - 4), rng) for rng in REPORT.split()]
    rows += [(line[0], line[2:].split("|")) for line in ledger["rows"]]
    plain = [text.replace(" ", "").replace("\\n", "") for text in header[0]]
    unread = {place for place, text in enumerate(plain) if text in IGNORED + tuple(ledger.get("more", []))}
    return ledger.get("sheet", sheet), rows, merges + ledger.get("merges", []), unread


def value(token):
    """(value, number format) of a cell as the YAML writes it."""
    token = token.strip(" ")
    if token == "":
        return None, None
    if token.startswith("'"):
        return token[1:], None
    if token.startswith("d:"):
        return datetime.date.fromisoformat(token[2:]), "yyyy-mm-dd"
    shown = re.fullmatch(r"(-?\d+(?:\.\d+)?)@(.+)", token)
    if shown:
        return float(shown.group(1)), shown.group(2)
    if re.fullmatch(r"-?\d+", token):
        return int(token), None
    if re.fullmatch(r"-?\d+\.\d+", token):
        return float(token), None
    return token.replace("\\n", "\n"), None


def sheets(ledger):
    """(name, rows, merges, is read) of all sheets, in their order."""
    name, rows, merges, _ = grid(ledger)
    found = [(name, [cells for _, cells in rows], merges, "")]
    for other in ledger.get("sheets", []):
        each = (other["name"], [row.split("|") for row in other["rows"]], [], other.get("state", "visible"))
        found.insert(0 if other.get("first") else len(found), each)
    return found


def with_openpyxl(ledger, path):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows, merges, state in sheets(ledger):
        sheet = book.create_sheet(name)
        for r, cells in enumerate(rows, 1):
            for c, token in enumerate(cells, 1):
                content, shown = value(token)
                if content is not None:
                    cell = sheet.cell(r, c, content)
                    if isinstance(content, str) and not content.startswith("="):
                        cell.data_type = "s"
                    if shown:
                        cell.number_format = shown
        for merge in merges:
            sheet.merge_cells(merge)
        if state:
            sheet.sheet_state = state
            continue
        for row in ledger.get("hidden", []):
            sheet.row_dimensions[row].hidden = True
        if "filter" in ledger:
            sheet.auto_filter.ref = ledger["filter"]["range"]
            kept = Filters(filter=ledger["filter"]["keeps"])
            sheet.auto_filter.filterColumn.append(FilterColumn(colId=ledger["filter"]["column"], filters=kept))
            for row in ledger["filter"]["hides"]:
                sheet.row_dimensions[row].hidden = True
        book.active = book.index(sheet)
    book.save(path)


def with_xlsxwriter(ledger, path):
    book = xlsxwriter.Workbook(str(path))
    for name, rows, merges, state in sheets(ledger):
        sheet = book.add_worksheet(name)
        if state == "hidden":
            sheet.hide()
        for r, cells in enumerate(rows):
            for c, token in enumerate(cells):
                content, shown = value(token)
                style = book.add_format({"num_format": shown}) if shown else None
                if isinstance(content, datetime.date):
                    sheet.write_datetime(r, c, datetime.datetime.combine(content, datetime.time()), style)
                elif isinstance(content, str) and not content.startswith("="):
                    sheet.write_string(r, c, content)
                elif content is not None:
                    sheet.write(r, c, content, style)
        for merge in merges:
            first = sheet.table.get(openpyxl.utils.cell.range_boundaries(merge)[1] - 1, {})
            kept = first.get(openpyxl.utils.cell.range_boundaries(merge)[0] - 1)
            sheet.merge_range(merge, "")
            if kept is not None:
                left, upper, _, _ = openpyxl.utils.cell.range_boundaries(merge)
                sheet.table[upper - 1][left - 1] = kept
        if not state:
            for row in ledger.get("hidden", []):
                sheet.set_row(row - 1, None, None, {"hidden": True})
            sheet.activate()
            sheet.set_first_sheet()
    book.close()


def with_xlwt(ledger, path):
    book = xlwt.Workbook()
    for number, (name, rows, merges, state) in enumerate(sheets(ledger)):
        sheet = book.add_sheet(name)
        if state == "hidden":
            sheet.visibility = 1
        for r, cells in enumerate(rows):
            for c, token in enumerate(cells):
                content, shown = value(token)
                if content is not None:
                    style = xlwt.easyxf(num_format_str=shown) if shown else xlwt.Style.default_style
                    sheet.write(r, c, content, style)
        for merge in merges:
            left, upper, right, lower = openpyxl.utils.cell.range_boundaries(merge)
            sheet.merged_ranges.append((upper - 1, lower - 1, left - 1, right - 1))
        if not state:
            for row in ledger.get("hidden", []):
                sheet.row(row - 1).hidden = True
            book.set_active_sheet(number)
    book.save(str(path))


def with_python(ledger, path, charset, separator):
    rows = sheets(ledger)[0][1]
    width = max(map(len, rows))
    with open(path, "w", encoding=charset, newline="") as out:
        writer = csv.writer(out, delimiter=separator)
        for cells in rows:
            texts = ["" if value(token)[0] is None else str(value(token)[0]) for token in cells]
            writer.writerow(texts + [""] * (width - len(texts)))


def with_libreoffice(wanted):
    """Opens what openpyxl wrote and saves it, all files of one filter in one run."""
    by_filter = {}
    for ledger, path, how in wanted:
        by_filter.setdefault(how, []).append((ledger, path))
    with tempfile.TemporaryDirectory() as folder:
        for number, (how, files) in enumerate(by_filter.items()):
            source = pathlib.Path(folder, f"from{number}")
            saved = pathlib.Path(folder, f"to{number}")
            source.mkdir()
            made = []
            for place, (ledger, path) in enumerate(files):
                made.append(source / f"{place}.xlsx")
                with_openpyxl(ledger, made[-1])
            subprocess.run(
                ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", how,
                 "--outdir", str(saved), *map(str, made)],
                check=True, stdout=subprocess.DEVNULL)
            for place, (_, path) in enumerate(files):
                shutil.move(next(saved.glob(f"{place}.*")), path)


def text_options(program):
    """libreoffice-gb18030-tab → charset and separator."""
    words = program.split("-")[1:]
    charset = next((word for word in words if word in CHARSETS), "utf8")
    separator = next((word for word in words if word in SEPARATORS), "comma")
    return CHARSETS[charset], SEPARATORS[separator]


def make(ledgers):
    saved = []
    for ledger in ledgers:
        for kind in ledger["as"]:
            path = HERE / f"{ledger['ledger']}.{kind}"
            program, ending = kind.rsplit(".", 1)
            (charset, code), separator = text_options(program)
            if program.startswith("libreoffice"):
                filters = {"xlsx": "xlsx:Calc MS Excel 2007 XML", "xls": "xls:MS Excel 97",
                           "csv": f"csv:Text - txt - csv (StarCalc):{ord(separator)},34,{code}"}
                saved.append((ledger, path, filters[ending]))
            elif program.startswith("python"):
                with_python(ledger, path, charset, separator)
            else:
                {"openpyxl": with_openpyxl, "xlsxwriter": with_xlsxwriter, "xlwt": with_xlwt}[program](ledger, path)
    with_libreoffice(saved)


def contents(path, sheet):
    """How many cells of the finished file hold something, by a reader that is not ours."""
    program, ending = path.name.split(".", 1)[1].rsplit(".", 1)
    if ending == "xlsx":
        texts = [cell.value for row in openpyxl.load_workbook(path)[sheet].iter_rows() for cell in row]
    elif ending == "xls":
        book = xlrd.open_workbook(path).sheet_by_name(sheet)
        texts = [cell.value for row in range(book.nrows) for cell in book.row(row)]
    else:
        (charset, _), separator = text_options(program)
        with open(path, encoding=charset, newline="") as text:
            texts = [cell.lstrip("\ufeff") for row in csv.reader(text, delimiter=separator) for cell in row]
    return sum(1 for text in texts if text is not None and str(text).strip() != "")


def by_use(ledger):
    """Cells by what is to become of them, from the marks before the rows."""
    _, rows, _, unread = grid(ledger)
    uses = dict.fromkeys(USE_NAMES, 0)
    for mark, cells in rows:
        for place, token in enumerate(cells):
            if value(token)[0] is not None and str(value(token)[0]).strip() != "":
                ignored = mark in "RX" and place in unread
                uses["IGNORED" if ignored else USES[mark]] += 1
    return uses


def count(ledgers):
    with open(COUNTS, "w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["file", "counted", *(name.lower() for name in USE_NAMES)])
        for ledger in ledgers:
            uses = by_use(ledger)
            for kind in ledger["as"]:
                path = HERE / f"{ledger['ledger']}.{kind}"
                counted = contents(path, grid(ledger)[0])
                if counted != sum(uses.values()):
                    sys.exit(f"{path.name} holds {counted} cells, described are {sum(uses.values())}")
                writer.writerow([path.name, counted, *uses.values()])


def main():
    every = list(described())
    wanted = sys.argv[1:]
    make([ledger for ledger in every if not wanted or ledger["ledger"] in wanted])
    count(every)


main()
