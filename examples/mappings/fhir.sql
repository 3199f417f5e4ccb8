-- FHIR R4 as NDJSON, a file a resource type, as bulk export gives it (Patient.ndjson, Encounter.ndjson, ...).
-- A copy of this file beside them works as it is; otherwise name their folder here.
SET VARIABLE folder = '.';

CREATE MACRO fhir(name) AS TABLE
SELECT json AS r FROM read_ndjson_objects(getvariable('folder') || '/' || name || '.ndjson');

-- The time on the clock where it was noted: the offset is dropped. A year or month alone is its middle.
CREATE MACRO local(t) AS CAST(
  left(CASE length(t) WHEN 4 THEN t || '-07-01' WHEN 7 THEN t || '-15' ELSE t END, 19) AS TIMESTAMP);

CREATE MACRO patient(r) AS regexp_replace(r ->> '$.subject.reference', '^(Patient/|urn:uuid:)', '');

-- The first coding of a concept, else its text.
CREATE MACRO coded(domain, concept) AS
  domain || '//' || coalesce(concept ->> '$.coding[0].code', concept ->> '$.text', 'unknown');

CREATE MACRO number(r) AS CAST(r ->> '$.valueQuantity.value' AS DOUBLE);
CREATE MACRO unit(r) AS coalesce('//' || (r ->> '$.valueQuantity.unit'), '');
CREATE MACRO said(r) AS coalesce(r ->> '$.valueCodeableConcept.coding[0].code', r ->> '$.valueString');

-- Leave out the parts whose files you do not have.
CREATE VIEW events AS
FROM (
  SELECT
    patient(r) AS subject_id, local(r ->> '$.period.start') AS time,
    'ENCOUNTER//' || coalesce(r ->> '$.class.code', 'unknown') AS code,
    CAST(NULL AS DOUBLE) AS numeric_value, CAST(NULL AS VARCHAR) AS text_value
  FROM fhir('Encounter')
  UNION ALL
  SELECT
    patient(r), local(coalesce(r ->> '$.onsetDateTime', r ->> '$.recordedDate')), coded('CONDITION', r -> '$.code'), NULL, NULL
  FROM fhir('Condition')
  UNION ALL
  SELECT
    patient(r), local(coalesce(r ->> '$.effectiveDateTime', r ->> '$.effectivePeriod.start', r ->> '$.issued')),
    coded('OBSERVATION', r -> '$.code') || unit(r), number(r), said(r)
  FROM fhir('Observation')
  WHERE (r -> '$.component') IS NULL
  UNION ALL
  -- Panels such as blood pressure: an event a component.
  SELECT patient(r), local(coalesce(r ->> '$.effectiveDateTime', r ->> '$.issued')), coded('OBSERVATION', c -> '$.code') || unit(c), number(c), said(c)
  FROM (SELECT r, unnest(CAST(r -> '$.component' AS JSON[])) AS c FROM fhir('Observation'))
  UNION ALL
  SELECT patient(r), local(r ->> '$.authoredOn'), coded('MEDICATION', r -> '$.medicationCodeableConcept'), NULL, NULL
  FROM fhir('MedicationRequest')
  UNION ALL
  SELECT
    patient(r), local(coalesce(r ->> '$.performedDateTime', r ->> '$.performedPeriod.start')), coded('PROCEDURE', r -> '$.code'), NULL, NULL
  FROM fhir('Procedure')
  UNION ALL
  SELECT r ->> '$.id', local(r ->> '$.deceasedDateTime'), 'MEDS_DEATH', NULL, NULL
  FROM fhir('Patient')
)
-- What has no time in FHIR is not a static field.
WHERE time IS NOT NULL;

CREATE VIEW subjects AS
SELECT
  r ->> '$.id' AS subject_id,
  r ->> '$.gender' AS sex,
  r ->> '$.maritalStatus.coding[0].code' AS marital_status,
  CAST(local(r ->> '$.birthDate') AS DATE) AS birth_date
FROM fhir('Patient');
