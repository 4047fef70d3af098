// The document partners' systems are given: its references lead somewhere, its examples fit their
// schemas, and what it takes is what signal.send takes.
import Ajv2020 from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import common from '../../protocol/schema/common.json';
import document from '../../protocol/openapi.json';

type Json = Record<string, unknown>;
const post = document.paths['/v1/signals'].post;
const examples = Object.entries(post.requestBody.content['application/json'].examples);

const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema({ $id: 'openapi', components: document.components });
function fits(name: string, value: unknown): string | true {
  const check = ajv.getSchema(`openapi#/components/schemas/${name}`);
  if (!check) throw new Error(`no schema ${name}`);
  return check(value) === true ? true : ajv.errorsText(check.errors);
}

describe('openapi.json', () => {
  it('refers only to what it holds', () => {
    const seen: string[] = [];
    JSON.stringify(document, (key, value) => {
      if (key === '$ref') seen.push(value as string);
      return value as unknown;
    });
    expect(seen.length).toBeGreaterThan(20);
    for (const ref of seen) {
      let at: unknown = document;
      for (const part of ref.slice(2).split('/')) at = (at as Json)[part];
      expect(at, ref).toBeTypeOf('object');
    }
  });

  it('has examples that fit, accepted and refused ones', () => {
    for (const [name, example] of examples) expect(fits('signal', example.value), name).toBe(true);
    const answers = new Set(examples.map(([, example]) => example['x-answer']));
    expect([...answers].sort()).toEqual([201, 403, 422]);
    for (const answer of answers) expect(Object.keys(post.responses)).toContain(String(answer));
    expect(fits('received', post.responses[201].content['application/json'].example)).toBe(true);
    const asked = document.paths['/v1/signals/{id}'].get.responses[200];
    expect(fits('status', asked.content['application/json'].example)).toBe(true);
  });

  it('takes no further field, and an address as the wire has it', () => {
    expect(fits('signal', { ...examples[0]?.[1].value, colour: 'blue' })).not.toBe(true);
    expect(fits('signal', { ...examples[0]?.[1].value, client_id: 1 })).not.toBe(true);
    const { $ref: _, ...own } = document.components.schemas.address as Json;
    expect(own).toEqual(common.$defs.address);
  });
});
