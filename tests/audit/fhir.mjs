// A bundle's AuditEvents and Consents against HL7's R4 schema (tests/data/vectors/fhir-r4-schema) and
// our own stricter table; first the examples beside the schema, of which five must be refused.
// usage: fhir.mjs FOLDER     (Ajv is the client's: client-web/node_modules)
import { createReadStream, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'

const top = new URL('../../', import.meta.url)
const require = createRequire(new URL('client-web/package.json', top))
const Ajv = require('ajv').default
const folder = new URL('tests/data/vectors/fhir-r4-schema/', top)
const ajv = new Ajv({ strict: false, validateFormats: false })
ajv.addMetaSchema(require('ajv/lib/refs/json-schema-draft-06.json'))
// Draft 4's "id" beside draft 6's "$schema": a name only.
const { id, ...schema } = JSON.parse(readFileSync(new URL('fhir-r4-audit-consent.schema.json', folder)))
if (!id) throw new Error('another schema')
ajv.addSchema(schema, 'fhir')
const schemaOf = Object.fromEntries(
    ['AuditEvent', 'Consent'].map((name) => [name, ajv.compile({ $ref: `fhir#/definitions/${name}` })]))

function schemaSays(resource) {
    const validate = schemaOf[resource.resourceType]
    return validate(resource) ? [] : validate.errors.map((e) => `${e.instancePath} ${e.message}`)
}

const eventTable = {
    'recorded with milliseconds, in UTC': (e) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(e.recorded),
    'an outcome of the four': (e) => ['0', '4', '8', '12'].includes(e.outcome),
    'why, when it is not a success': (e) => (e.outcome === '0') !== Boolean(e.outcomeDesc),
    'exactly one requestor': (e) => e.agent.filter((a) => a.requestor).length === 1,
    'a role for each agent': (e) => e.agent.every((a) => a.type?.coding?.[0]?.code),
    'a subtype': (e) => e.subtype?.length >= 1,
    'at least one entity': (e) => e.entity?.length >= 1,
    'no name of a household member': (e) => e.entity.every((n) => !n.what.display && !n.name),
    'a patient in what claims one': (e) =>
        !/Patient|AuthZ/.test(e.meta?.profile?.[0] ?? '') || e.entity.filter((n) => n.type.code === '1').length === 1,
    'a success in what claims a success': (e) =>
        !/Read|Create|Update/.test(e.meta?.profile?.[0] ?? '') || e.outcome === '0',
}
const consentTable = {
    'a status FHIR R4 has': (c) => ['active', 'inactive', 'proposed', 'rejected'].includes(c.status),
    'a person': (c) => /^\d+$/.test(c.patient.identifier.value),
    'deny by default, and one thing within': (c) =>
        c.provision.type === 'deny' && c.provision.provision.length === 1,
    'a policy': (c) => c.policy?.[0]?.uri.startsWith('urn:kortelijn:policy'),
    'no words of people': (c) => !JSON.stringify(c).includes('"text"'),
}

function tableSays(table, resource) {
    return Object.entries(table).filter(([, holds]) => !holds(resource)).map(([rule]) => rule)
}

let failed = 0
function fail(where, faults) {
    failed += 1
    if (failed <= 10) console.error(`${where}: ${faults.slice(0, 3).join('; ')}`)
}

for (const name of readdirSync(new URL('examples/', folder))) {
    const faults = schemaSays(JSON.parse(readFileSync(new URL(`examples/${name}`, folder))))
    if ((faults.length === 0) !== name.startsWith('ok-')) fail(name, ['is not judged as its name says', ...faults])
}
const counts = {}
for (const [file, table] of [['auditevents.ndjson', eventTable], ['consents.ndjson', consentTable]]) {
    let number = 0
    for await (const line of createInterface({ input: createReadStream(`${process.argv[2]}/${file}`) })) {
        number += 1
        const resource = JSON.parse(line)
        const faults = [...schemaSays(resource), ...tableSays(table, resource)]
        if (faults.length) fail(`${file}:${number}`, faults)
    }
    if (number === 0) fail(file, ['is empty'])
    counts[file] = number
}
if (failed) {
    console.error(`fhir: ${failed} failed`)
    process.exit(1)
}
console.log(`fhir: ${counts['auditevents.ndjson']} AuditEvents and ${counts['consents.ndjson']} Consents hold`)
