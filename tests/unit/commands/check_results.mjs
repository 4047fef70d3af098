// Holds what the real commands said (unit_commands with KORTELIJN_RESULTS=FOLDER) against the
// protocol's schemas:  node tests/unit/commands/check_results.mjs FOLDER
// Exit 1 with each mismatch once; also when a method said nothing at all.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
const Ajv2020 = createRequire(join(root, 'client-web/package.json'))('ajv/dist/2020.js').default;

const folder = process.argv[2];
if (!folder) {
  console.error('usage: node check_results.mjs FOLDER');
  process.exit(2);
}

const ajv = new Ajv2020({ strict: true, strictRequired: false, allErrors: true });
const ids = new Map();
for (const entry of readdirSync(join(root, 'protocol/schema'), { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !entry.name.endsWith('.json')) continue;
  const schema = JSON.parse(readFileSync(join(entry.parentPath ?? entry.path, entry.name), 'utf8'));
  ajv.addSchema(schema);
  if (schema.title === 'common') continue;
  ids.set(`${schema.$id.includes('/notice/') ? 'notice' : 'result'} ${schema.title}`, schema.$id);
}

const silent = new Set(ids.keys());
const findings = new Map();
let checked = 0;
for (const name of readdirSync(folder)) {
  const { kind, method, value } = JSON.parse(readFileSync(join(folder, name), 'utf8'));
  const key = `${kind} ${method}`;
  silent.delete(key);
  const check = ids.has(key) && ajv.getSchema(`${ids.get(key)}#/$defs/${kind === 'notice' ? 'params' : 'result'}`);
  checked += 1;
  if (check && check(value)) continue;
  for (const error of check ? check.errors : [{ instancePath: '', message: 'no schema' }]) {
    const more = error.params?.additionalProperty ?? error.params?.missingProperty ?? '';
    const finding = `${key} ${error.instancePath.replace(/\d+/g, 'N')} ${error.message} ${more}`.trim();
    if (!findings.has(finding)) findings.set(finding, name);
  }
}
for (const [finding, name] of findings) console.log(`${finding}   (${name})`);
// Said by the server's end alone, in no story of a command.
for (const known of ['notice server.stopping']) silent.delete(known);
for (const key of silent) console.log(`${key}: nothing of it was said`);
console.log(`${checked} results and notices, ${findings.size} mismatches, ${silent.size} silent`);
process.exit(findings.size + silent.size > 0 ? 1 : 0);
