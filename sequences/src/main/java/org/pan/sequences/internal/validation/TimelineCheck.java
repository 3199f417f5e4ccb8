package org.pan.sequences.internal.validation;

import java.util.List;
import java.util.Locale;
import org.pan.sequences.Finding;
import org.pan.sequences.internal.sql.ScratchDatabase;

/**
 * What makes no sense in a timeline, whatever its source.
 *
 * @param database holds the tables of a store
 */
record TimelineCheck(ScratchDatabase database, String name, List<Finding> findings) {

  void run() {
    warn(
        "events after the subject's MEDS_DEATH",
        "SELECT count(*) FROM pan.event JOIN (SELECT e.idx, min(us) AS death FROM pan.event e JOIN pan.code c ON e.code = c.id"
            + " WHERE c.code = 'MEDS_DEATH' OR starts_with(c.code, 'MEDS_DEATH//') GROUP BY e.idx) USING (idx) WHERE us > death");
    warn(
        "events outside the subject's observation window",
        "SELECT count(*) FROM pan.event JOIN pan.subject USING (idx) WHERE us < start_us OR us > end_us");
    warn(
        "subjects whose observation ends before it starts",
        "SELECT count(*) FROM pan.subject WHERE end_us < start_us");
    warn(
        "events given more than once (same subject, time, code and value)",
        "SELECT coalesce(sum(n - 1), 0) FROM (SELECT count(*) AS n FROM pan.event GROUP BY idx, us, code, number, text HAVING n > 1)");
    warn(
        "subjects without any event",
        "SELECT count(*) FROM pan.subject WHERE idx NOT IN (SELECT idx FROM pan.event)");
  }

  private void warn(String what, String sql) {
    long count = database.number(sql);
    if (count > 0) {
      findings.add(Finding.warning(name, String.format(Locale.ROOT, "%,d %s", count, what)));
    }
  }
}
