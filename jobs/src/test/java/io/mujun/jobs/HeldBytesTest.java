package io.mujun.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.rdd.RDD;
import org.apache.spark.storage.StorageLevel;
import org.junit.jupiter.api.Test;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** What Spark holds goes to disk where memory runs short. */
class HeldBytesTest {
  private static final String OPENS = "--add-opens";

  /** Of bytes, such as the tasks that Spark keeps, which it writes by Kryo. */
  @Test
  void heldBytesCanBeWrittenToDisk() {
    ClassTag<byte[]> type = ClassTag$.MODULE$.apply(byte[].class);
    RDD<byte[]> held =
        LocalSpark.session()
            .sparkContext()
            .parallelize(CollectionConverters.asScala(List.of(new byte[1])).toSeq(), 1, type)
            .persist(StorageLevel.DISK_ONLY());
    assertThat(held.count()).isEqualTo(1);
  }

  @Test
  void theProcessOpensToSparkWhatTheTestsOpen() throws IOException {
    assertThat(Files.readAllLines(Path.of("src/main/jvm/jvm.options")))
        .filteredOn(line -> line.startsWith(OPENS))
        .containsExactlyInAnyOrderElementsOf(
            ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith(OPENS))
                .toList());
  }
}
