-- The NAFLD cohort: relative time, tests and diagnoses as events, the follow-up as observation.
SET VARIABLE folder = '../nafld';

CREATE VIEW events AS
SELECT id AS subject_id, days AS time, test AS code, value AS numeric_value
FROM read_csv(getvariable('folder') || '/measurements.csv.gz')
UNION ALL
SELECT id, days, 'dx:' || event, NULL
FROM read_csv(getvariable('folder') || '/diagnoses.csv.gz');

-- A subject is a case where it is matched to itself.
CREATE VIEW subjects AS
SELECT
  id AS subject_id, age, male, weight, height, bmi,
  id = "case.id" AS "case",
  status,
  futime AS observation_end
FROM read_csv(getvariable('folder') || '/subjects.csv.gz');
