"""Writes the ledgers of this folder: openpyxl first, then LibreOffice opens and saves some of them.

    python make.py FOLDER      (needs openpyxl, and soffice on the path)

All content is invented. What is expected of each is written down in ForeignLedgersTest.
"""

import subprocess
import sys
from pathlib import Path

from openpyxl import Workbook

HEAD = [
    ["序号", "类别", "项目名称", "项目代码", "信用代码", "投资", None, "开工日期"],
    [None, None, None, None, None, "年度计划", "本年累计", None],
]
MERGES = ["A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:E4", "F3:G3", "H3:H4"]
A = [1, "产业", "甲项目", None, None, 1000, 800.5, "2024年4月"]
B = [2, "产业", "乙项目", None, "/", 500.5, 199.5, "2024.5.6"]
C = [3, "民生", "丙项目", None, None, 99.5, 100, None]


def ledger(path, title, unit, rows, merges=()):
    book = Workbook()
    sheet = book.active
    sheet.title = "投资"
    for row in [[title], [unit], *HEAD, *rows]:
        sheet.append(row)
    for merge in [*MERGES, *merges]:
        sheet.merge_cells(merge)
    book.save(path)


def main(folder):
    folder.mkdir(parents=True, exist_ok=True)
    usual = ("测试开发区2024年1月-10月投资台账", "填报单位：测试管委会　　单位：万元")
    ledger(
        folder / "测试台账-合计在上.xlsx",
        *usual,
        [
            ["合计（3个）", None, None, None, None, 1600, 1100, None],
            ["一、产业项目（2个）", None, None, None, None, 1500.5, 1000, None],
            A,
            B,
            ["二、民生项目（1个）", None, None, None, None, 99.5, 100, None],
            C,
            ["备注：示例数据，均为虚构。"],
        ],
        ["A5:E5", "A6:E6", "A9:E9", "A11:H11"],
    )
    ledger(
        folder / "测试台账-合计在名称列.xlsx",
        "测试开发区投资台账（截至2024年10月底）",
        "金额单位：人民币万元",
        [
            A,
            B,
            [None, None, "产业项目合计", None, None, 1500.5, 1000, None],
            C,
            [None, None, "总计3个项目", None, None, 1600, 1100, None],
            [None, None, "其中：产业项目", None, None, 1500.5, 1000, None],
            ["填报人：示例", None, None, "审核人：示例", None, None, "填报日期：2024年11月5日"],
        ],
    )
    ledger(
        folder / "测试台账-分页.xlsx",
        *usual,
        [A, B, [usual[0]], [usual[1]], *HEAD, C, ["合计", None, None, None, None, 1600, 1100, None]],
        ["F9:G9"] + [f"{column}9:{column}10" for column in "ABCDEH"],
    )
    ledger(
        folder / "测试台账-两张表.xlsx",
        *usual,
        [
            A,
            B,
            C,
            ["合计", None, None, None, None, 1600, 9999, None],
            ["注：示例数据。"],
            [],
            ["表二　土地出让情况（单位：亿元）"],
            ["序号", "地块", "面积", "价款"],
            [1, "示例地块", 20, 3],
        ],
    )
    for name in ["合计在上", "合计在名称列", "分页", "两张表"]:
        made = folder / f"测试台账-{name}.xlsx"
        out = folder / "saved"
        subprocess.run(
            ["soffice", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML"]
            + ["--outdir", str(out), str(made)],
            check=True,
        )
        (out / made.name).rename(folder / f"测试台账-{name}（LibreOffice）.xlsx")
    out.rmdir()


main(Path(sys.argv[1]))
