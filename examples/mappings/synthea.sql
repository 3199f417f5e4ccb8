-- Synthea's CSV export (patients.csv, encounters.csv, ...).
-- A copy of this file beside them works as it is; otherwise name their folder here.
SET VARIABLE folder = '.';

-- Tables are read as text and cast below, so that empty columns are no obstacle. Times are UTC and stay so.
CREATE MACRO synthea(name) AS TABLE
FROM read_csv(getvariable('folder') || '/' || name || '.csv', all_varchar = true, header = true);

CREATE VIEW events AS
SELECT
  "PATIENT" AS subject_id,
  CAST("START" AS TIMESTAMP) AS time,
  'ENCOUNTER//' || "ENCOUNTERCLASS" || '//' || "CODE" AS code,
  CAST(NULL AS DOUBLE) AS numeric_value,
  CAST(NULL AS VARCHAR) AS text_value
FROM synthea('encounters')
UNION ALL
SELECT "PATIENT", CAST("START" AS TIMESTAMP), 'CONDITION//' || "CODE", NULL, NULL
FROM synthea('conditions')
UNION ALL
SELECT "PATIENT", CAST("START" AS TIMESTAMP), 'MEDICATION//' || "CODE", NULL, NULL
FROM synthea('medications')
UNION ALL
SELECT "PATIENT", CAST("START" AS TIMESTAMP), 'PROCEDURE//' || "CODE", NULL, NULL
FROM synthea('procedures')
UNION ALL
SELECT "PATIENT", CAST("DATE" AS TIMESTAMP), 'IMMUNIZATION//' || "CODE", NULL, NULL
FROM synthea('immunizations')
UNION ALL
SELECT
  "PATIENT", CAST("DATE" AS TIMESTAMP),
  'OBSERVATION//' || "CODE" || coalesce('//' || "UNITS", ''),
  CASE WHEN "TYPE" = 'numeric' THEN CAST("VALUE" AS DOUBLE) END,
  CASE WHEN "TYPE" = 'text' THEN "VALUE" END
FROM synthea('observations')
UNION ALL
SELECT "Id", CAST("DEATHDATE" AS TIMESTAMP), 'MEDS_DEATH', NULL, NULL
FROM synthea('patients')
WHERE "DEATHDATE" IS NOT NULL;

CREATE VIEW subjects AS
SELECT
  "Id" AS subject_id,
  "GENDER" AS sex,
  "RACE" AS race,
  "ETHNICITY" AS ethnicity,
  "MARITAL" AS marital_status,
  CAST("BIRTHDATE" AS DATE) AS birth_date
FROM synthea('patients');
