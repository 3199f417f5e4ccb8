-- OMOP CDM 5.4 as CSV files named as its tables (person.csv, visit_occurrence.csv, ...).
-- A copy of this file beside them works as it is; otherwise name their folder here.
SET VARIABLE folder = '.';

-- Tables are read as text and cast below, so that empty columns and any date format of ISO 8601 are no obstacle.
-- For Parquet, put read_parquet(getvariable('folder') || '/' || name || '.parquet') here.
CREATE MACRO omop(name) AS TABLE
FROM read_csv(getvariable('folder') || '/' || name || '.csv', all_varchar = true, header = true);

-- The time where it is known, else the date.
CREATE MACRO moment(time, date) AS coalesce(CAST(time AS TIMESTAMP), CAST(date AS TIMESTAMP));

-- The standard concept; what was not mapped keeps its source value.
CREATE MACRO coded(domain, concept, source) AS
  domain || '//' || CASE WHEN coalesce(concept, '0') <> '0' THEN concept ELSE 'source//' || coalesce(source, 'unknown') END;

-- Leave out the parts whose tables you do not have.
CREATE VIEW events AS
SELECT
  CAST(person_id AS BIGINT) AS subject_id,
  moment(visit_start_datetime, visit_start_date) AS time,
  coded('VISIT', visit_concept_id, visit_source_value) AS code,
  CAST(NULL AS DOUBLE) AS numeric_value,
  CAST(NULL AS VARCHAR) AS text_value
FROM omop('visit_occurrence')
UNION ALL
SELECT
  CAST(person_id AS BIGINT), moment(condition_start_datetime, condition_start_date),
  coded('CONDITION', condition_concept_id, condition_source_value), NULL, NULL
FROM omop('condition_occurrence')
UNION ALL
SELECT
  CAST(person_id AS BIGINT), moment(drug_exposure_start_datetime, drug_exposure_start_date),
  coded('DRUG', drug_concept_id, drug_source_value), NULL, NULL
FROM omop('drug_exposure')
UNION ALL
SELECT
  CAST(person_id AS BIGINT), moment(procedure_datetime, procedure_date),
  coded('PROCEDURE', procedure_concept_id, procedure_source_value), NULL, NULL
FROM omop('procedure_occurrence')
UNION ALL
-- The unit belongs to the code: the same test in another unit is another number.
SELECT
  CAST(person_id AS BIGINT), moment(measurement_datetime, measurement_date),
  coded('MEASUREMENT', measurement_concept_id, measurement_source_value) || coalesce('//' || unit_source_value, ''),
  CAST(value_as_number AS DOUBLE),
  CASE WHEN value_as_number IS NULL THEN coalesce(nullif(value_as_concept_id, '0'), value_source_value) END
FROM omop('measurement')
UNION ALL
SELECT
  CAST(person_id AS BIGINT), moment(observation_datetime, observation_date),
  coded('OBSERVATION', observation_concept_id, observation_source_value),
  CAST(value_as_number AS DOUBLE),
  coalesce(value_as_string, nullif(value_as_concept_id, '0'))
FROM omop('observation')
UNION ALL
SELECT CAST(person_id AS BIGINT), moment(death_datetime, death_date), 'MEDS_DEATH', NULL, NULL
FROM omop('death');

-- Several observation periods become one, from the first start to the last end.
CREATE VIEW subjects AS
SELECT
  CAST(p.person_id AS BIGINT) AS subject_id,
  CASE p.gender_concept_id WHEN '8507' THEN 'male' WHEN '8532' THEN 'female' ELSE 'other' END AS sex,
  p.race_concept_id AS race,
  p.ethnicity_concept_id AS ethnicity,
  coalesce(
    CAST(CAST(p.birth_datetime AS TIMESTAMP) AS DATE),
    make_date(
      CAST(p.year_of_birth AS BIGINT),
      coalesce(CAST(p.month_of_birth AS BIGINT), 7),
      coalesce(CAST(p.day_of_birth AS BIGINT), 1))) AS birth_date,
  o.observation_start,
  o.observation_end
FROM omop('person') p
LEFT JOIN (
  SELECT
    person_id,
    min(CAST(observation_period_start_date AS DATE)) AS observation_start,
    max(CAST(observation_period_end_date AS DATE)) AS observation_end
  FROM omop('observation_period')
  GROUP BY person_id
) o USING (person_id);
