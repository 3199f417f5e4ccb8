-- MIMIC-III 1.4 as it is handed out (PATIENTS.csv.gz, ADMISSIONS.csv.gz, ...). LABEVENTS dominates: expect 30 million
-- events. Dates are shifted by patient: within a patient gaps, weekdays' order and times of day are real, years are not.
-- A copy of this file beside them works as it is; otherwise name their folder here. For the demo set, whose columns are in
-- lower case, nothing changes: names know no case.
SET VARIABLE folder = '.';
SET VARIABLE ending = '.csv.gz';

CREATE MACRO mimic(name) AS TABLE
FROM read_csv(getvariable('folder') || '/' || name || getvariable('ending'), all_varchar = true, header = true);

CREATE VIEW events AS
SELECT
  CAST(subject_id AS BIGINT) AS subject_id,
  CAST(admittime AS TIMESTAMP) AS time,
  'ADMISSION//' || admission_type AS code,
  CAST(NULL AS DOUBLE) AS numeric_value,
  CAST(NULL AS VARCHAR) AS text_value
FROM mimic('ADMISSIONS')
UNION ALL
SELECT CAST(subject_id AS BIGINT), CAST(intime AS TIMESTAMP), 'ICU//' || first_careunit, NULL, NULL
FROM mimic('ICUSTAYS')
UNION ALL
SELECT
  CAST(subject_id AS BIGINT), CAST(charttime AS TIMESTAMP), 'LAB//' || itemid || coalesce('//' || valueuom, ''),
  CAST(valuenum AS DOUBLE), CASE WHEN valuenum IS NULL THEN value END
FROM mimic('LABEVENTS')
UNION ALL
SELECT CAST(subject_id AS BIGINT), CAST(startdate AS TIMESTAMP), 'DRUG//' || drug, NULL, NULL
FROM mimic('PRESCRIPTIONS')
WHERE startdate IS NOT NULL
UNION ALL
-- Diagnoses and procedures are coded at discharge.
SELECT CAST(d.subject_id AS BIGINT), CAST(a.dischtime AS TIMESTAMP), 'DIAGNOSIS//ICD9//' || d.icd9_code, NULL, NULL
FROM mimic('DIAGNOSES_ICD') d JOIN mimic('ADMISSIONS') a USING (hadm_id)
WHERE d.icd9_code IS NOT NULL
UNION ALL
SELECT CAST(p.subject_id AS BIGINT), CAST(a.dischtime AS TIMESTAMP), 'PROCEDURE//ICD9//' || p.icd9_code, NULL, NULL
FROM mimic('PROCEDURES_ICD') p JOIN mimic('ADMISSIONS') a USING (hadm_id)
WHERE p.icd9_code IS NOT NULL
UNION ALL
SELECT CAST(subject_id AS BIGINT), CAST(dischtime AS TIMESTAMP), 'DISCHARGE//' || coalesce(discharge_location, 'UNKNOWN'), NULL, NULL
FROM mimic('ADMISSIONS')
UNION ALL
SELECT CAST(subject_id AS BIGINT), CAST(dod AS TIMESTAMP), 'MEDS_DEATH', NULL, NULL
FROM mimic('PATIENTS')
WHERE dod IS NOT NULL;

-- The age at the first admission stands for the shifted date of birth; those over 89 were moved 300 years back.
CREATE VIEW subjects AS
SELECT
  CAST(p.subject_id AS BIGINT) AS subject_id,
  p.gender AS sex,
  a.ethnicity,
  a.insurance,
  least(date_sub('year', CAST(p.dob AS TIMESTAMP), a.first_admission), 90) AS age
FROM mimic('PATIENTS') p
LEFT JOIN (
  SELECT
    subject_id,
    min(CAST(admittime AS TIMESTAMP)) AS first_admission,
    arg_min(ethnicity, admittime) AS ethnicity,
    arg_min(insurance, admittime) AS insurance
  FROM mimic('ADMISSIONS')
  GROUP BY subject_id
) a USING (subject_id);
