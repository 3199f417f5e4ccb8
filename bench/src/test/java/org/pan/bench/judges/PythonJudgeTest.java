package org.pan.bench.judges;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pan.bench.Json;
import org.pan.bench.data.Preparation;
import org.pan.bench.data.Prepared;
import org.pan.bench.data.Source;
import org.pan.bench.process.Job;
import org.pan.bench.process.Outcome;
import org.pan.bench.process.Watch;
import org.pan.bench.python.PythonProgram;
import org.pan.cli.CommandFailure;

/** What the judges that come with the bench say of copies, which is known. */
class PythonJudgeTest {

  private static final Duration LONG = Duration.ofMinutes(10);

  @TempDir private Path folder;

  private Prepared clinic() throws IOException {
    return Preparation.run(Source.named("clinic"), 200, 1, folder.resolve("data"));
  }

  private JsonNode said(String name, Prepared data, Path synthetic)
      throws IOException, InterruptedException {
    assumeTrue(
        PythonProgram.judge(name).isInstalled(),
        name + ": its Python environment has not been made; pan compare --judges makes it");
    Path log = folder.resolve("log");
    List<String> command = PythonJudge.named(name).command(data, synthetic, folder);
    // No network: nothing of a judge may be fetched after its environment has been made.
    Map<String, String> offline =
        Map.of("https_proxy", "http://127.0.0.1:9", "HF_HUB_OFFLINE", "1");
    Outcome outcome = Watch.run(new Job(command, offline, log, LONG, LONG), usage -> {});
    assertTrue(outcome.succeeded(), outcome + "\n" + Files.readString(log));
    List<String> lines = Files.readAllLines(log);
    return Json.tree(lines.get(lines.size() - 1)).orElseThrow();
  }

  @Test
  void sdmetricsRatesTheHeldOutPatientsThemselvesOne() throws Exception {
    Prepared data = clinic();
    JsonNode said = said("sdmetrics", data, data.holdout());
    assertEquals(1, said.path("quality").path("overall").asDouble(), 1e-9);
    assertEquals(1, said.path("sequences").path("length").asDouble(), 1e-9);
    assertEquals(1, said.path("sequences").path("mean gap per patient").asDouble(), 1e-9);
  }

  /** It compares as many drawn as training patients as are held out, each chosen at random. */
  @Test
  void mostlyaiFindsCopiesOfTrainingPatients() throws Exception {
    Prepared data = clinic();
    JsonNode said = said("mostlyai-qa", data, data.train());
    assertTrue(said.path("distances").path("ims_training").asDouble() > .2, said.toString());
    assertEquals(0, said.path("distances").path("ims_holdout").asDouble(), 1e-9);
    JsonNode accuracy = said.path("accuracy");
    double most = accuracy.path("overall_max").asDouble();
    assertTrue(accuracy.path("overall").asDouble() > .9 * most, said.toString());
  }

  @Test
  void anUnknownJudgeIsNamed() {
    CommandFailure failure = assertThrows(CommandFailure.class, () -> PythonJudge.named("nobody"));
    assertTrue(
        String.valueOf(failure.getMessage())
            .startsWith("nobody: no such judge; there are mostlyai-qa, sdmetrics"));
  }
}
