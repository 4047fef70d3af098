// Holds the samples of protocol/ against its schemas; the server's tests read the same samples.
import Ajv2020 from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';

type Json = Record<string, unknown>;
type Schema = { $id: string; title: string };

const schemas = import.meta.glob<Schema>('../../protocol/schema/**/*.json', {
  eager: true, import: 'default',
});
const samples = import.meta.glob<Json>('../../protocol/samples/*/*.json', {
  eager: true, import: 'default',
});

const ajv = new Ajv2020({ strict: true, strictRequired: false });
const ids = new Map<string, string>(); // folder of samples -> the schema's id
for (const schema of Object.values(schemas)) {
  ajv.addSchema(schema);
  if (schema.title === 'common') continue;
  ids.set(schema.$id.includes('/notice/') ? `notice.${schema.title}` : schema.title, schema.$id);
}

const folders = new Map<string, Map<string, Json>>(); // folder -> file -> sample
for (const [path, sample] of Object.entries(samples)) {
  const [folder, file] = path.split('/').slice(-2) as [string, string];
  if (folder === 'frame') continue; // bytes that are no request: for the server's reader
  if (!folders.has(folder)) folders.set(folder, new Map());
  folders.get(folder)?.set(file, sample);
}

function fits(folder: string, part: 'params' | 'result', value: unknown): string | true {
  const check = ajv.getSchema(`${ids.get(folder)}#/$defs/${part}`);
  if (!check) throw new Error(`no schema of ${part} for ${folder}`);
  return check(value) === true ? true : ajv.errorsText(check.errors);
}

describe('samples and schemas', () => {
  it('every method and notice has samples, and every folder of samples a schema', () => {
    expect(ids.size).toBeGreaterThan(40);
    expect([...folders.keys()].sort()).toEqual([...ids.keys()].sort());
  });

  for (const [folder, files] of folders) {
    const all = [...files];
    it(`${folder}: good samples fit the schema`, () => {
      const good = all.filter(([file]) => file.startsWith('good-'));
      const kinds = new Set(good.map(([file]) => file.replace(/-?\d+\.json$/, '')));
      const needed = folder.startsWith('notice.') ? ['good'] : ['good-request', 'good-result'];
      expect([...kinds].sort()).toEqual(needed);
      for (const [file, sample] of good) {
        if ('method' in sample) expect(sample.method).toBe(folder.replace(/^notice\./, ''));
        const part = 'result' in sample ? 'result' : 'params';
        expect(fits(folder, part, sample[part]), file).toBe(true);
      }
    });

    const bad = all.filter(([file]) => file.startsWith('bad-'));
    if (bad.length === 0) continue; // a notice
    it(`${folder}: bad requests do not fit, but where only the server sees it`, () => {
      for (const [file, sample] of bad) {
        const request = sample.request as Json;
        expect(request.method).toBe(folder);
        const result = fits(folder, 'params', request.params);
        if (sample.schema === 'fits') expect(result, file).toBe(true);
        else expect(result, file).not.toBe(true);
      }
    });
  }
});
