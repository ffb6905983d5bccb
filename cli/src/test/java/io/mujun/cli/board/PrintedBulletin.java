package io.mujun.cli.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** A bulletin as its reader finds it: each figure with its place, out of the page alone. */
final class PrintedBulletin {
  private static final XPath PATHS = XPathFactory.newInstance().newXPath();
  private static final Pattern PUBLICATIONS =
      Pattern.compile("发布号 (\\S+?\\.\\d+)(?:；比较 (\\S+?\\.\\d+))?。");

  private final Document page;
  private final SortedMap<String, String> figures = new TreeMap<>();
  private final String publication;
  private final String previous;

  private PrintedBulletin(Document page) {
    this.page = page;
    Matcher named = PUBLICATIONS.matcher(text(all(page, "//footer").get(0)));
    assertThat(named.find()).as("the footer names the publications").isTrue();
    this.publication = named.group(1);
    this.previous = named.group(2);
    header();
    headlines();
    ranking();
    chart();
    rows("三", "behind");
    rows("四", "overdue");
    rows("五", "change");
    for (String aside : List.of("//head", "//h2", "//footer", "//dl", "//thead")) {
      all(page, aside).forEach(PrintedBulletin::take);
    }
  }

  static PrintedBulletin read(Path file) {
    try {
      String html =
          Files.readString(file)
              .replace("<!DOCTYPE html>", "")
              .replaceAll("<meta [^>]*>", "")
              .replace("<br>", " ");
      DocumentBuilderFactory parsers = DocumentBuilderFactory.newInstance();
      parsers.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return new PrintedBulletin(
          parsers
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(html.getBytes(StandardCharsets.UTF_8))));
    } catch (IOException | SAXException | ParserConfigurationException unreadable) {
      throw new AssertionError(file + " is no page", unreadable);
    }
  }

  /** Place → the text there, of every place in which a figure may stand. */
  SortedMap<String, String> figures() {
    return figures;
  }

  /** What of the page is in no place that was read. */
  String rest() {
    return text(page.getDocumentElement());
  }

  /** The publication that it quotes. */
  String publication() {
    return publication;
  }

  /** The publication that it compares with; null where there is none. */
  String previous() {
    return previous;
  }

  private void header() {
    String told = take(all(page, "//header").get(0));
    Matcher days = Pattern.compile("统计期：(\\S+月) 数据截至：(\\S+日)").matcher(told.replace('\u3000', ' '));
    assertThat(days.find()).as(told).isTrue();
    figures.put("month", days.group(1));
    figures.put("as at", days.group(2));
  }

  private void headlines() {
    for (Element card : all(page, "//div[@class='card']")) {
      Element figure = all(card, ".//a").get(0);
      String place = "headline " + metric(figure);
      figures.put(place, take(figure));
      figures.put(place + " name", take(all(card, "./div[@class='name']").get(0)));
      figures.put(place + " covers", take(all(card, "./div[@class='target']").get(0)));
    }
  }

  private void ranking() {
    for (Element row : all(page, "//table[@class='ranking']/tbody/tr")) {
      List<Element> cells = all(row, "./td");
      String zone = take(cells.get(1)).split(" ", 2)[0];
      figures.put("zone " + zone + " rank", take(cells.get(0)));
      all(row, ".//a").forEach(a -> figures.put("zone " + zone + " " + metric(a), take(a)));
    }
  }

  private void chart() {
    List<Element> texts = all(page, "//svg/text");
    for (int i = 0; i + 1 < texts.size(); i += 2) {
      figures.put("chart " + take(texts.get(i)), take(texts.get(i + 1)));
    }
    figures.put("chart", take(texts.get(texts.size() - 1)));
  }

  /** The rows of a section's tables, numbered. */
  private void rows(String section, String name) {
    int table = 0;
    String next = "[preceding-sibling::h2[1][starts-with(., '" + section + "、')]]";
    for (Element found : all(page, "//table" + next)) {
      int line = 0;
      for (Element row : all(found, "./tbody/tr")) {
        List<String> cells = new ArrayList<>();
        all(row, "./td").forEach(cell -> cells.add(take(cell)));
        figures.put("%s %d.%03d".formatted(name, table, line++), String.join(" | ", cells).strip());
      }
      table++;
    }
  }

  private static String metric(Element link) {
    return link.getAttribute("href").replace("#metric-", "");
  }

  /** The text of an element, which is then no longer on the page. */
  private static String take(Element element) {
    String text = text(element);
    element.getParentNode().removeChild(element);
    return text;
  }

  private static String text(Node node) {
    return node.getTextContent().strip().replaceAll("\\s+", " ");
  }

  private static List<Element> all(Node node, String path) {
    try {
      NodeList found = (NodeList) PATHS.evaluate(path, node, XPathConstants.NODESET);
      List<Element> elements = new ArrayList<>();
      for (int i = 0; i < found.getLength(); i++) {
        elements.add((Element) found.item(i));
      }
      return elements;
    } catch (XPathExpressionException wrong) {
      throw new IllegalArgumentException(path, wrong);
    }
  }
}
