package io.mujun.ingestion;

import io.mujun.record.IngestRules;
import io.mujun.warehouse.Warehouse;
import io.mujun.warehouse.code.Zones;
import io.mujun.warehouse.source.Delivery;
import io.mujun.warehouse.source.Layout;
import io.mujun.warehouse.source.LayoutFiles;
import io.mujun.warehouse.source.LedgerSource;
import io.mujun.warehouse.source.SourceChecks;
import io.mujun.warehouse.source.SourceDefinition;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** A ledger of investments as an office would write it, to be spoilt in one place at a time. */
final class LedgerFixture {
  static final String LAYOUT =
      """
      layout: test_investment
      table: ods.investment_ledger
      sheet: 投资
      period: {row: 1}
      unit_row: 2
      header_rows: [3, 4]
      end_rows: [注]
      ignored: [序号]
      columns:
        - {headers: [类别], property: category, values: {产业: industry, 民生: livelihood}}
        - {headers: [项目名称], property: project_name}
        - {headers: [项目代码], property: project_code}
        - {headers: [信用代码], property: credit_code}
        - {headers: [投资/年度计划], property: annual_plan, unit: CNY_10K}
        - {headers: [投资/本年累计], property: ytd_investment, unit: CNY_10K}
        - {headers: [开工日期], property: started_on}
      """;

  final List<List<Object>> rows = new ArrayList<>();
  final List<int[]> merges = new ArrayList<>();
  private Consumer<Worksheet> last = sheet -> {};

  LedgerFixture() {
    row("测试开发区2024年10月投资台账");
    row("单位：万元");
    row("序号", "类别", "项目名称", "项目代码", "信用代码", "投资", null, "开工日期");
    row(null, null, null, null, null, "年度计划", "本年累计", null);
    row(1, "产业", "甲项目", "2108-141161-89-02-776136", "91350100M000100Y43", 1000, 800.5, "2024.4");
    row(2, null, "乙项目", null, "/", "5000余万元", "0.2亿", LocalDate.of(2024, 3, 1));
    row(3, "民生", "丙项目", null, "无", "１，２００", "约300", "2024年4月底");
    row("合计", null, null, null, null, 7200, 3100.5, null);
    row("注：口径同上月");
    row("张三", null, "不是项目");
    merge(0, 0, 0, 7);
    merge(2, 5, 2, 6);
    for (int column : new int[] {0, 1, 2, 3, 4, 7}) {
      merge(2, column, 3, column);
    }
    merge(4, 1, 5, 1);
  }

  void row(Object... cells) {
    rows.add(new ArrayList<>(Arrays.asList(cells)));
  }

  /** Rows and columns from 0. */
  LedgerFixture set(int row, int column, Object value) {
    List<Object> cells = rows.get(row);
    while (cells.size() <= column) {
      cells.add(null);
    }
    cells.set(column, value);
    return this;
  }

  void merge(int top, int left, int bottom, int right) {
    merges.add(new int[] {top, left, bottom, right});
  }

  LedgerFixture finish(Consumer<Worksheet> change) {
    last = change;
    return this;
  }

  Path write(Path folder) {
    return write(folder, "测试台账.xlsx", "投资");
  }

  Path write(Path folder, String name, String sheetName) {
    Path file = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(file);
        Workbook workbook = new Workbook(out, "test", "1.0")) {
      Worksheet sheet = workbook.newWorksheet(sheetName);
      for (int row = 0; row < rows.size(); row++) {
        for (int column = 0; column < rows.get(row).size(); column++) {
          put(sheet, row, column, rows.get(row).get(column));
        }
      }
      merges.forEach(range -> sheet.range(range[0], range[1], range[2], range[3]).merge());
      last.accept(sheet);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return file;
  }

  private static void put(Worksheet sheet, int row, int column, Object value) {
    if (value instanceof String text) {
      sheet.value(row, column, text);
    } else if (value instanceof Number number) {
      sheet.value(row, column, number);
    } else if (value instanceof LocalDate date) {
      sheet.value(row, column, date);
      sheet.style(row, column).format("yyyy-mm-dd").set();
    }
  }

  /** Rules by which 测试 sends ledgers of these layouts, of the zone 140524. */
  static IngestRules rules(String... layouts) {
    Warehouse warehouse = Stage.warehouse();
    List<SourceDefinition> sources = new ArrayList<>();
    for (String text : layouts) {
      Layout layout = LayoutFiles.parse(text, "test.yaml");
      long before =
          sources.stream().filter(source -> source.table().equals(layout.table())).count();
      String provider = "test" + (before == 0 ? "" : before);
      Delivery delivery =
          new Delivery(provider, "测试台账", "140524", layout.table(), layout.layout(), 15);
      sources.add(new LedgerSource(delivery, layout));
    }
    IngestRules rules = new IngestRules(warehouse.contracts(), warehouse.units(), zones(), sources);
    sources.forEach(source -> SourceChecks.check(source, rules.contracts(), rules.units()));
    return rules;
  }

  /** The declared zones, of which 140524 is also called 测试. */
  private static Zones zones() {
    try {
      Path codes = Files.createTempDirectory("codes");
      Path declared = Stage.ROOT.resolve("warehouse/codes");
      Files.copy(declared.resolve("zone.csv"), codes.resolve("zone.csv"));
      Files.writeString(
          codes.resolve("area.csv"),
          Files.readString(declared.resolve("area.csv")) + "990101,测试,pseudo,140524,test\n");
      return Zones.read(codes);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
