// Holds protocol/openapi.json to the form of OpenAPI 3.1 as far as tools of partners lean on it: what
// an operation must have, references that lead somewhere, schemas that are schemas, and examples
// that fit them. Whether the server answers as the document says is tested with curl (tests/socket).
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const top = fileURLToPath(new URL('../../', import.meta.url));
const Ajv = createRequire(`${top}client-web/package.json`)('ajv/dist/2020').default;
const document = JSON.parse(readFileSync(`${top}protocol/openapi.json`, 'utf8'));
const findings = [];
const must = (holds, where, what) => holds || findings.push(`${where}: ${what}`);

const resolve = (ref) =>
  ref.slice(2).split('/').reduce((at, key) => at?.[key.replaceAll('~1', '/').replaceAll('~0', '~')], document);
const visit = (node, path) => {
  if (node === null || typeof node !== 'object') return;
  if (typeof node.$ref === 'string')
    must(node.$ref.startsWith('#/') && resolve(node.$ref), path, `${node.$ref} leads nowhere`);
  for (const [key, value] of Object.entries(node)) visit(value, `${path}/${key}`);
};
visit(document, '#');

const ajv = new Ajv({ strict: true, strictRequired: false, allErrors: true, formats: { uri: true } });
ajv.addVocabulary(['openapi', 'info', 'servers', 'paths', 'components', 'security', 'x-answer']);
ajv.addSchema({ $id: 'document', components: document.components });
// The schema at that place of the document, with its references into it.
const schemaAt = (schema) => ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"document#/')));
for (const [name, schema] of Object.entries(document.components.schemas)) {
  try {
    schemaAt(schema);
  } catch (error) {
    findings.push(`components/schemas/${name}: ${error.message}`);
  }
}

const checkExamples = (media, where) => {
  const fits = schemaAt(media.schema);
  const all = Object.entries(media.examples ?? {}).map(([name, one]) => [name, one.value]);
  if (media.example !== undefined) all.push(['example', media.example]);
  for (const [name, value] of all) must(fits(value), `${where} ${name}`, ajv.errorsText(fits.errors));
};
const ids = new Set();
must(/^3\.1\.\d+$/.test(document.openapi), 'openapi', 'is not 3.1');
must(document.info?.title && document.info?.version, 'info', 'lacks title or version');
for (const [path, item] of Object.entries(document.paths)) {
  for (const [method, operation] of Object.entries(item)) {
    const where = `${method} ${path}`;
    must(!ids.has(operation.operationId), where, 'has an operationId that is used twice');
    ids.add(operation.operationId);
    for (const [, name] of path.matchAll(/\{(\w+)\}/g))
      must(operation.parameters?.some((one) => one.in === 'path' && one.name === name && one.required === true),
        where, `lacks the parameter ${name}`);
    for (const parameter of operation.parameters ?? []) {
      must(['path', 'query', 'header', 'cookie'].includes(parameter.in) && parameter.schema, where,
        `${parameter.name} has no place or schema`);
      if (parameter.example !== undefined) checkExamples(parameter, `${where} ${parameter.name}`);
    }
    for (const [type, media] of Object.entries(operation.requestBody?.content ?? {}))
      checkExamples(media, `${where} ${type}`);
    must(Object.keys(operation.responses ?? {}).length > 0, where, 'has no responses');
    for (const [status, response] of Object.entries(operation.responses ?? {})) {
      must(/^[1-5]\d\d$/.test(status) && response.description, where, `${status} has no description`);
      for (const [type, media] of Object.entries(response.content ?? {}))
        checkExamples(media, `${where} ${status} ${type}`);
    }
    for (const one of Object.values(operation.requestBody?.content?.['application/json']?.examples ?? {}))
      must(operation.responses[one['x-answer']], where, `has an example that is answered with ${one['x-answer']}`);
  }
}
for (const finding of findings) console.error(finding);
console.log(`openapi.json: ${ids.size} operations, ${findings.length} findings`);
process.exit(findings.length ? 1 : 0);
