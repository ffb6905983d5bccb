package io.mujun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mujun layout}, as a process. */
class LayoutCommandIT {
  private static final String LEDGER = "沁水经开区年度目标任务2024年.csv";
  private static final Path SAMPLE =
      MujunRun.HOME.resolve("samples/ledgers/2024-11-15").resolve(LEDGER);

  @TempDir Path data;

  @Test
  void layoutIsSuggestedAsItsFileWouldSayIt() {
    MujunRun run =
        run("suggest", SAMPLE.toString(), "--table", "ods.target_ledger").ends(ExitCodes.DONE);
    assertThat(run.out())
        .contains(
            "table: ods.target_ledger",
            "period: {row: 1, property: year}",
            "header_rows: [3]",
            "# 95%：版式 target 也用这个表头",
            "- {headers: ['年度目标'], property: amount, unit: CNY_10K}");
    JsonNode json =
        run("suggest", SAMPLE.toString(), "--table", "ods.target_ledger", "--json")
            .ends(ExitCodes.DONE)
            .json();
    assertThat(json.path("columns").path(0).path("confidence").asInt()).isEqualTo(95);
  }

  @Test
  void whatCannotBeSuggestedForIsNamed() throws IOException {
    run("suggest", SAMPLE.toString(), "--table", "ods.targets", "--json")
        .failsWith("TABLE_UNKNOWN", "ods.targets");
    run("suggest", data.resolve("none").toString(), "--table", "ods.target_ledger", "--json")
        .failsWith("FILE_NOT_READABLE", "none");
    Path empty = Files.createFile(data.resolve("empty.csv"));
    MujunRun run =
        run("suggest", empty.toString(), "--table", "ods.target_ledger").ends(ExitCodes.REFUSED);
    assertThat(run.err()).contains("FILE_EMPTY");
  }

  @Test
  void layoutIsTestedByTheReceivedFilesOfItsKind() throws IOException {
    receive("a", LEDGER, Files.readString(SAMPLE, java.nio.charset.Charset.forName("GB18030")));
    receive("b", "沁水2024年.csv", "沁水2024年度\n单位：万元\n投资范围,读法,是否采用,年度目标\n全部,直接,是,待定\n");
    receive("c", "沁水台账.csv", "沁水2024年10月\n单位：万元\n项目名称,总投资\n示例,1\n");
    JsonNode receipts =
        run("test", "target", "--date", "2024-11-22", "--json").ends(ExitCodes.REFUSED).json();
    assertThat(receipts).hasSize(2);
    assertThat(receipts.findValuesAsText("file"))
        .as("each in its receipt, the faulty one in its refusal too")
        .contains(LEDGER, "沁水2024年.csv")
        .doesNotContain("沁水台账.csv");
    run("test", "targets", "--json").failsWith("LAYOUT_UNKNOWN", "targets");
  }

  private void receive(String hash, String name, String content) throws IOException {
    Path folder = Files.createDirectories(data.resolve("received").resolve(hash));
    Files.writeString(folder.resolve(name), content);
  }

  private MujunRun run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("layout"));
    all.addAll(List.of(arguments));
    return MujunRun.of(MujunRun.environment(data), all.toArray(String[]::new));
  }
}
