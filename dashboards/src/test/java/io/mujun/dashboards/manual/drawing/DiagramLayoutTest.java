package io.mujun.dashboards.manual.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DiagramLayoutTest {
  @Test
  void whatIsMadeOfOthersStandsRightOfThem() {
    Map<String, Drawing.Box> boxes =
        boxes(DiagramLayout.of(diagram("a>b", "b>c", "a>c", "d>c", "e>b")));
    assertThat(boxes.get("a").x()).isEqualTo(boxes.get("e").x()).isLessThan(boxes.get("b").x());
    assertThat(boxes.get("c").x()).isGreaterThan(boxes.get("b").x());
    assertThat(boxes.get("d").x())
        .as("just before what is made of it")
        .isEqualTo(boxes.get("b").x());
  }

  @Test
  void boxesDoNotOverlapAndLieInside() {
    Diagram diagram = Diagram.empty();
    for (int from = 0; from < 12; from++) {
      for (int to = 12; to < 24; to++) {
        if ((from * 7 + to * 5) % 4 == 0) {
          add(diagram, from + ">" + to);
        }
      }
    }
    add(diagram, "12>x");
    add(diagram, "0>x");
    diagram.boxes().get("x").rows().put("r", "a row");
    Drawing drawing = DiagramLayout.of(diagram);
    List<Drawing.Box> boxes = drawing.boxes();
    for (Drawing.Box box : boxes) {
      assertThat(box.x()).isNotNegative();
      assertThat(box.y()).isNotNegative();
      assertThat(box.x() + box.width()).isLessThanOrEqualTo(drawing.width());
      assertThat(box.y() + box.height()).isLessThanOrEqualTo(drawing.height());
      for (Drawing.Box other : boxes) {
        boolean apart =
            box.equals(other)
                || box.x() != other.x()
                || box.y() + box.height() <= other.y()
                || other.y() + other.height() <= box.y();
        assertThat(apart).as("%s and %s", box, other).isTrue();
      }
    }
  }

  @Test
  void neighboursThatWouldCrossAreExchanged() {
    Map<String, Drawing.Box> boxes = boxes(DiagramLayout.of(diagram("a>y", "b>x", "a>z", "b>w")));
    boolean first = boxes.get("a").y() < boxes.get("b").y();
    assertThat(boxes.get("y").y() < boxes.get("x").y()).isEqualTo(first);
    assertThat(boxes.get("z").y() < boxes.get("w").y()).isEqualTo(first);
  }

  /** A chain of its own beside many boxes that are joined does not drift away from them. */
  @Test
  void partsWithoutALinkLieClose() {
    Diagram diagram = diagram("a>b", "b>c", "c>d");
    for (int i = 0; i < 40; i++) {
      add(diagram, "s" + i + ">t" + i % 20);
      add(diagram, "t" + i % 20 + ">u" + i % 3);
    }
    int bottom = 0;
    for (Drawing.Box box :
        DiagramLayout.of(diagram).boxes().stream()
            .sorted(Comparator.comparingInt(Drawing.Box::y))
            .toList()) {
      assertThat(box.y() - bottom).as("empty above %s", box.full()).isLessThan(20);
      bottom = Math.max(bottom, box.y() + box.height());
    }
  }

  @Test
  void aCircleAndABoxMadeOfItselfAreDrawnAsWell() {
    assertThat(DiagramLayout.of(diagram("a>b", "b>a", "a>a")).boxes()).hasSize(2);
    assertThat(DiagramLayout.of(Diagram.empty()).boxes()).isEmpty();
  }

  @Test
  void longTextIsCut() {
    String text = "很长的名称".repeat(20);
    Diagram diagram = diagram("a>b");
    diagram.boxes().put("a", new Diagram.Box(text, "", null, "dwd"));
    Drawing.Box box = boxes(DiagramLayout.of(diagram)).get(text);
    assertThat(box.full()).isEqualTo(text);
    assertThat(box.title()).endsWith("…").hasSizeLessThan(text.length());
    assertThat(TextWidth.of(box.title())).isLessThan(box.width());
  }

  private static Map<String, Drawing.Box> boxes(Drawing drawing) {
    return drawing.boxes().stream()
        .collect(Collectors.toMap(Drawing.Box::full, Function.identity()));
  }

  private static Diagram diagram(String... links) {
    Diagram diagram = Diagram.empty();
    for (String link : links) {
      add(diagram, link);
    }
    return diagram;
  }

  private static void add(Diagram diagram, String link) {
    String[] ends = link.split(">", -1);
    for (String end : ends) {
      diagram.add(end, new Diagram.Box(end, "", null, "dwd"));
    }
    diagram.add(new Diagram.Link(ends[0], ends[1]));
  }
}
