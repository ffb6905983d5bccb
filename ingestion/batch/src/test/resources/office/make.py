"""Writes the files of this folder by programs that are not ours: openpyxl, xlwt, LibreOffice.

Run as: python make.py [function…]   (with openpyxl, xlwt, xlsxwriter, msoffcrypto-tool; soffice on the path)
"""

import datetime
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

import msoffcrypto.format.ooxml
import openpyxl
import xlsxwriter
import xlwt
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.filters import FilterColumn, Filters

HERE = pathlib.Path(__file__).parent
HEADER = ["项目名称", "总投资", "开工日期", "备注"]


def book(title="投资"):
    made = openpyxl.Workbook()
    made.active.title = title
    return made, made.active


def convert(source, ending, to, options=None):
    """Has LibreOffice open a file and save it in another format."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile",
             "--convert-to", options or ending, "--outdir", folder, str(source)],
            check=True, stdout=subprocess.DEVNULL)
        made = next(pathlib.Path(folder).glob(f"{source.stem}.{ending.split(':')[0]}"))
        shutil.copy(made, HERE / to)


def patch(path, part, change):
    """Changes the XML of one part (a pattern) in place."""
    with zipfile.ZipFile(path) as old:
        parts = [(entry, old.read(entry)) for entry in old.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for entry, content in parts:
            if re.fullmatch(part, entry.filename):
                content = change(content.decode("utf-8")).encode("utf-8")
            new.writestr(entry.filename, content)


def change(path, part, by):
    """Replaces what patterns find in a part; each must be there once."""
    def changed(xml):
        for pattern, text in by.items():
            xml, count = re.subn(pattern, text, xml)
            assert count == 1, (path, pattern, count)
        return xml
    patch(path, part, changed)


def ledger():
    made, sheet = book()
    sheet.append(["示例示范区2024年10月投资台账"])
    sheet.append(["单位：万元"])
    sheet.append(HEADER)
    sheet.append(["一号项目", 1200.5, datetime.date(2024, 4, 5), "在建，甲;乙"])
    sheet.append(["二号“厂房”", 800, datetime.date(2023, 12, 31), None])
    sheet.append(["三号\"楼\"", -3, None, "第一行\n第二行"])
    for row in (4, 5):
        sheet.cell(row, 3).number_format = "yyyy-mm-dd"
    sheet.merge_cells("A1:D1")
    made.save(HERE / "ledger-openpyxl.xlsx")
    source = HERE / "ledger-openpyxl.xlsx"
    for ending, to, options in [
        ("xlsx", "ledger-libreoffice.xlsx", "xlsx:Calc MS Excel 2007 XML"),
        ("xls", "ledger-libreoffice.xls", "xls:MS Excel 97"),
        ("ods", "ledger-libreoffice.ods", None),
        ("html", "ledger-html.xls", None),
        ("pdf", "ledger-libreoffice.pdf", None),
    ]:
        convert(source, ending, to, options)
    text = "csv:Text - txt - csv (StarCalc):{},34,{}"
    for separator, label in [(44, "comma"), (9, "tab"), (59, "semicolon")]:
        for charset, encoding in [(76, "utf8"), (85, "gb18030"), (65535, "utf16")]:
            convert(source, "csv", f"ledger-{label}-{encoding}.csv", text.format(separator, charset))
    with open(source, "rb") as plain, open(HERE / "ledger-encrypted.xlsx", "wb") as locked:
        msoffcrypto.format.ooxml.OOXMLFile(plain).encrypt("secret", locked)


def formulas():
    made, sheet = book()
    sheet.append(["说明", "公式"])
    for label, formula in [
        ("数", "=1+1"), ("除以零", "=1/0"), ("找不到", '=VLOOKUP("x",A1:B2,2,FALSE)'),
        ("文字", '="#1楼"'), ("空文字", '=IF(1=1,"","x")'), ("是非", "=TRUE()"),
        ("不适用", "=NA()"), ("出错的名字", "=NOSUCH(1)"), ("文字中的错误", '="#N/A"'),
        ("日期", "=DATE(2024,4,5)"),
    ]:
        sheet.append([label, formula])
    sheet.append(["直接填的数", 7])
    sheet["B11"].number_format = "yyyy-mm-dd"
    made.save(HERE / "formulas-openpyxl.xlsx")
    convert(HERE / "formulas-openpyxl.xlsx", "xlsx", "formulas-libreoffice.xlsx")
    convert(HERE / "formulas-openpyxl.xlsx", "xls", "formulas-libreoffice.xls", "xls:MS Excel 97")
    old = xlwt.Workbook(encoding="utf-8")
    page = old.add_sheet("投资")
    page.write(0, 0, "说明")
    page.write(0, 1, "公式")
    page.write(1, 0, "数")
    page.write(1, 1, xlwt.Formula("1+1"))
    old.save(str(HERE / "formulas-xlwt.xls"))
    new = xlsxwriter.Workbook(str(HERE / "formulas-xlsxwriter.xlsx"))
    page = new.add_worksheet("投资")
    page.write_row(0, 0, ["说明", "公式"])
    page.write_row(1, 0, ["数", "=1+1"])
    page.write_row(2, 0, ["直接填的零", 0])
    new.close()


def hidden():
    made, sheet = book()
    sheet.append(HEADER)
    for number in range(1, 6):
        sheet.append([f"{number}号项目", number, None, "续建" if number % 2 else "新建"])
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["C"].hidden = True
    made.create_sheet("说明").append(["口径"])
    made.create_sheet("空表")
    old = made.create_sheet("上年")
    old.append(["不应读取"])
    old.sheet_state = "hidden"
    made.create_sheet("更早").sheet_state = "veryHidden"
    made.save(HERE / "hidden-openpyxl.xlsx")
    convert(HERE / "hidden-openpyxl.xlsx", "xlsx", "hidden-libreoffice.xlsx")
    convert(HERE / "hidden-openpyxl.xlsx", "xls", "hidden-libreoffice.xls", "xls:MS Excel 97")
    sheet.column_dimensions["C"].hidden = False
    sheet.row_dimensions[3].hidden = False
    sheet.auto_filter.ref = "A1:D6"
    sheet.auto_filter.filterColumn.append(FilterColumn(colId=3, filters=Filters(filter=["续建"])))
    for row in (3, 5):
        sheet.row_dimensions[row].hidden = True
    made.save(HERE / "filtered-openpyxl.xlsx")
    convert(HERE / "filtered-openpyxl.xlsx", "xlsx", "filtered-libreoffice.xlsx")
    convert(HERE / "filtered-openpyxl.xlsx", "xls", "filtered-libreoffice.xls", "xls:MS Excel 97")


def formats():
    made, sheet = book()
    sheet.append(["格式", "数"])
    for number, shown in [
        (123456, '0\\.0,"万"'), (123456, '0.00,"万"'), (123456789, '#,##0,,"百万"'),
        (123456, '0\\.0000'), (12.5, '0.00"万元"'), (12.5, '#,##0.00'), (12.5, "General"),
        (0.835, "0.0%"), (123456, '[>=10000]0\\.0,"万";0'), (1200, "#,##0_);(#,##0)"),
        (12, '0"个"'), (45387, 'yyyy"年"m"月"d"日"'), (45387, '[$-804]yyyy"年度"'),
        (45387.75, "yyyy/m/d h:mm"), (12.5, '"约"0.0'), (1234.5, '_ * #,##0.00_ ;_ * -#,##0.00_ '),
        (9, "0,"), (140821202400000, "0"), (0.1 + 0.2, "General"),
    ]:
        sheet.append([shown, number])
        sheet.cell(sheet.max_row, 2).number_format = shown
    made.save(HERE / "formats-openpyxl.xlsx")
    convert(HERE / "formats-openpyxl.xlsx", "xlsx", "formats-libreoffice.xlsx")
    convert(HERE / "formats-openpyxl.xlsx", "xls", "formats-libreoffice.xls", "xls:MS Excel 97")


def epochs():
    made, sheet = book()
    made.epoch = CALENDAR_MAC_1904
    sheet.append(["开工日期"])
    sheet.append([datetime.date(2024, 4, 5)])
    sheet["A2"].number_format = "yyyy-mm-dd"
    made.save(HERE / "epoch1904-openpyxl.xlsx")
    convert(HERE / "epoch1904-openpyxl.xlsx", "xls", "epoch1904-libreoffice.xls", "xls:MS Excel 97")


def texts():
    made, sheet = book()
    sheet.append(["写法", "内容"])
    sheet.append(["富文本", CellRichText("一号", TextBlock(InlineFont(b=True), "项目"), "（续）")])
    sheet.append(["数字文本", "001234567890123456"])
    sheet.append(["撇号", "0012"])
    sheet["B4"].quotePrefix = True
    sheet.append(["前后空格", "  两端  "])
    sheet.append(["换行", "上\n下"])
    sheet.append(["是非", True])
    sheet.append(["错误", "#N/A"])
    sheet.append(["日文注音", "示例"])
    sheet.append(["转义", "甲乙"])
    sheet.append(["行内", "行内文字"])
    sheet.append(["ISO 日期", 1])
    path = HERE / "texts-openpyxl.xlsx"
    made.save(path)
    convert(path, "xlsx", "texts-libreoffice.xlsx")
    convert(path, "xls", "texts-libreoffice.xls", "xls:MS Excel 97")
    patched = HERE / "texts-patched.xlsx"
    shutil.copy(HERE / "texts-libreoffice.xlsx", patched)
    change(patched, "xl/sharedStrings.xml", {
        r"<si><t[^>]*>示例</t></si>":
            '<si><t>示例</t><rPh sb="0" eb="2"><t>しれい</t></rPh><phoneticPr fontId="1"/></si>',
        r"<si><t[^>]*>甲乙</t></si>": r"<si><t>甲_x000D_\n乙</t></si>",
    })
    change(patched, "xl/worksheets/sheet1.xml", {
        r'<c r="B11"[^>]*><v>\d+</v></c>':
            '<c r="B11" t="inlineStr"><is><r><t>行内</t></r><r><t>文字</t></r></is></c>',
        r'<c r="B12"[^>]*><v>1</v></c>': '<c r="B12" t="d"><v>2024-04-05T00:00:00</v></c>',
    })
    strict = HERE / "texts-strict.xlsx"
    shutil.copy(patched, strict)
    patch(strict, ".*(xml|rels)", lambda xml: xml.replace(
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main").replace(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships"))


def merged():
    made, sheet = book()
    sheet.append(["类别", "项目名称", "投资", None])
    sheet.append([None, None, "年度计划", "本年累计"])
    sheet.append(["产业", "一号项目", 1, 2])
    sheet.append([None, "二号项目", 3, None])
    for area in ("A1:A2", "B1:B2", "C1:D1", "A3:A4", "D3:D4"):
        sheet.merge_cells(area)
    made.save(HERE / "merged-openpyxl.xlsx")
    convert(HERE / "merged-openpyxl.xlsx", "xls", "merged-libreoffice.xls", "xls:MS Excel 97")
    convert(HERE / "merged-openpyxl.xlsx", "xlsx", "merged-libreoffice.xlsx")


MAKERS = [ledger, formulas, hidden, formats, epochs, texts, merged]

if __name__ == "__main__":
    for make in MAKERS:
        if not sys.argv[1:] or make.__name__ in sys.argv[1:]:
            make()
