package io.mujun.cli.board;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A headless Chromium that looks at boards. */
final class BoardBrowser implements AutoCloseable {
  static final String HOW_TO_INSTALL =
      "install Debian's chromium, chromium-driver and fonts-noto-cjk to see what is drawn";

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Duration ANSWER = Duration.ofSeconds(30);
  private static final By CHARTS = By.cssSelector(".dashboard-component-chart-holder");
  private static final By LOADING = By.cssSelector(".loading");

  private final URI address;
  private final ChromeDriver driver;

  BoardBrowser(URI address, Path profile) {
    this.address = address;
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM.toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--hide-scrollbars",
        "--lang=zh-CN",
        "--user-data-dir=" + profile);
    driver =
        new ChromeDriver(
            new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build(),
            options);
    driver.manage().window().setSize(new Dimension(1600, 1700));
  }

  static boolean isInstalled() {
    return Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
  }

  /**
   * Logs in, and comes to the first board. The form is drawn anew while the page loads, and then
   * forgets what was typed: so what stands in its fields is looked at before the button is pressed.
   */
  void login(String user, String password) {
    driver.get(address.resolve("/login/").toString());
    waitFor()
        .withMessage(() -> "still at " + driver.getCurrentUrl() + ", which says: " + text())
        .until(browser -> hasLeftLogin() || (isTyped(user, password) && isSent()));
  }

  private boolean isTyped(String user, String password) {
    WebElement name = driver.findElement(By.cssSelector("[data-test='username-input']"));
    WebElement secret = driver.findElement(By.cssSelector("[data-test='password-input']"));
    type(name, user);
    type(secret, password);
    return user.equals(name.getDomProperty("value"))
        && password.equals(secret.getDomProperty("value"));
  }

  private static void type(WebElement field, String text) {
    if (!text.equals(field.getDomProperty("value"))) {
      field.sendKeys(Keys.chord(Keys.CONTROL, "a"), text);
    }
  }

  private boolean isSent() {
    driver.findElement(By.cssSelector("[data-test='login-button']")).click();
    try {
      return new WebDriverWait(driver, ANSWER).until(browser -> hasLeftLogin());
    } catch (TimeoutException unanswered) {
      return false;
    }
  }

  private boolean hasLeftLogin() {
    return !driver.getCurrentUrl().contains("/login");
  }

  /** Opens a board and waits until all charts of its first tab are drawn. */
  void open(String slug, int charts) {
    driver.get(address.resolve("/superset/dashboard/" + slug + "/").toString());
    waitForCharts(charts);
  }

  /** Opens a file. */
  void open(Path file) {
    driver.get(file.toUri().toString());
  }

  /** What a page's search finds for these words. */
  List<String> found(String words) {
    WebElement search = driver.findElement(By.id("search"));
    search.clear();
    search.sendKeys(words);
    return driver.findElements(By.cssSelector("#found li")).stream()
        .map(WebElement::getText)
        .toList();
  }

  /** Turns to a tab and waits until its charts are drawn. */
  void turnTo(String tab, int charts) {
    WebElement button = until(By.xpath("//*[@role='tab'][normalize-space()='" + tab + "']"));
    ((JavascriptExecutor) driver).executeScript("arguments[0].click()", button);
    waitForCharts(charts);
  }

  /** All text that is on the page. */
  String text() {
    return driver.findElement(By.tagName("body")).getText();
  }

  /** What the cells of the tables say, whether they are in view or not. */
  List<String> cells() {
    return driver.findElements(By.cssSelector("td")).stream()
        .map(cell -> cell.getDomProperty("textContent"))
        .toList();
  }

  /** What stands inside these elements, as HTML. */
  List<String> html(String selector) {
    return driver.findElements(By.cssSelector(selector)).stream()
        .map(element -> element.getDomProperty("innerHTML"))
        .toList();
  }

  /** The page's title, as the browser's tab shows it. */
  String title() {
    return driver.getTitle();
  }

  /** Messages of charts that could not be drawn. */
  List<String> faults() {
    return driver.findElements(By.cssSelector("[role='alert'], .ant-alert-error")).stream()
        .map(WebElement::getText)
        .filter(text -> !text.isBlank())
        .toList();
  }

  /** Keeps a picture of what is to be seen once it stands still, and says how many bytes it has. */
  long picture(Path file) {
    AtomicReference<byte[]> last = new AtomicReference<>();
    waitFor()
        .until(
            browser -> {
              byte[] now = driver.getScreenshotAs(OutputType.BYTES);
              return Arrays.equals(last.getAndSet(now), now);
            });
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, last.get());
      return Files.size(file);
    } catch (IOException e) {
      throw new AssertionError(file + " cannot be written", e);
    }
  }

  private void waitForCharts(int charts) {
    waitFor()
        .until(
            browser ->
                visible(browser, CHARTS) == charts
                    && visible(browser, LOADING) == 0
                    && browser
                        .findElements(By.cssSelector(".slice_container, .chart-container"))
                        .stream()
                        .filter(WebElement::isDisplayed)
                        .noneMatch(container -> container.getSize().getHeight() == 0));
  }

  private static long visible(WebDriver browser, By elements) {
    return browser.findElements(elements).stream().filter(WebElement::isDisplayed).count();
  }

  private WebElement until(By element) {
    return waitFor().until(browser -> browser.findElement(element));
  }

  private WebDriverWait waitFor() {
    WebDriverWait wait = new WebDriverWait(driver, LIMIT);
    wait.ignoring(org.openqa.selenium.NoSuchElementException.class)
        .ignoring(org.openqa.selenium.StaleElementReferenceException.class);
    return wait;
  }

  @Override
  public void close() {
    driver.quit();
  }
}
