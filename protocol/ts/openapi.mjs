// The text of protocol/openapi.json (OpenAPI 3.1): what a partner's system may send and ask on its
// own listener. The body of a signal is that of `signal.send`, without what only a device has.
// Each example says in x-answer which status it is answered with, so that a test can send them all.

const problems = {
  200: 'Sent before with the same key: the first answer again.',
  400: 'The request is not right; `field` says where.',
  401: 'No certificate was sent along.',
  403: 'The certificate is unknown or over, or the organisation has no covenant for this.',
  404: 'There is no such signal, or it is not yours.',
  409: 'The Idempotency-Key belongs to another signal.',
  411: 'The length is missing.',
  413: 'The body is too large.',
  415: 'The body is not JSON.',
  422: 'Understood, and refused: `code` says why.',
  429: 'Too fast. Wait for Retry-After seconds.',
  503: 'Not now. Send it again with the same key.',
};

const examples = {
  two_months_rent: {
    summary: 'Two months of rent; the household knows.',
    'x-answer': 201,
    value: {
      covenant: 1,
      team: 1,
      name: 'R. Bakker',
      address: { street: 'Lindelaan', number: '12a', postcode: '8911 AB', place: 'Waterveld' },
      neighbourhood: 'Noord',
      amount_cents: 128450,
      months: 2,
      text: 'Twee maanden huur niet betaald, geen reactie op brieven.',
      household_knows: true,
    },
  },
  household_does_not_know: {
    summary: 'The household does not know, and it says why.',
    'x-answer': 201,
    value: {
      covenant: 1,
      team: 1,
      name: 'J. de Wit',
      birth_date: '1981-02-28',
      address: { number: '3', postcode: '8912CD' },
      months: 1,
      text: 'Eén maand huur niet betaald.',
      household_knows: false,
      why_not_known: 'Er is drie keer gebeld, niemand nam op.',
    },
  },
  without_a_reason: {
    summary: 'The household does not know, and no reason is given: signal.no_reason.',
    'x-answer': 422,
    value: {
      covenant: 1,
      team: 1,
      name: 'J. de Wit',
      address: { number: '3', postcode: '8912CD' },
      text: 'Eén maand huur niet betaald.',
      household_knows: false,
    },
  },
  citizen_service_number: {
    summary: 'The text holds what is probably a citizen service number: signal.bsn. It is not kept.',
    'x-answer': 422,
    value: {
      covenant: 1,
      team: 1,
      name: 'R. Bakker',
      address: { number: '12a', postcode: '8911 AB' },
      text: 'Huurder met nummer 111222333 betaalt niet.',
      household_knows: true,
    },
  },
  digits_that_are_meant: {
    summary: 'The digits are a contract number; bsn_meant says so.',
    'x-answer': 201,
    value: {
      covenant: 1,
      team: 1,
      name: 'R. Bakker',
      address: { number: '12a', postcode: '8911 AB' },
      text: 'Contract 111222333, twee maanden niet betaald.',
      household_knows: true,
      bsn_meant: true,
    },
  },
  no_covenant: {
    summary: 'A covenant of others: signal.not_in_covenant.',
    'x-answer': 403,
    value: {
      covenant: 999999,
      team: 1,
      name: 'R. Bakker',
      address: { number: '12a', postcode: '8911 AB' },
      text: 'Twee maanden niet betaald.',
      household_knows: true,
    },
  },
};

const wire = '../common.json#/$defs/';
const here = '#/components/schemas/';

// A schema of the wire with its references turned to this document; what it needs goes to `found`.
function taken(schema, common, found) {
  if (Array.isArray(schema)) return schema.map((each) => taken(each, common, found));
  if (schema === null || typeof schema !== 'object') return schema;
  const out = {};
  for (const [word, value] of Object.entries(schema)) {
    if (word !== '$ref') {
      out[word] = taken(value, common, found);
      continue;
    }
    const name = value.replace(wire, '').replace('#/$defs/', '');
    if (!(name in common)) throw new Error(`nothing is called ${value}`);
    out.$ref = here + name;
    if (!(name in found)) {
      found[name] = null;
      found[name] = taken(common[name], common, found);
    }
  }
  return out;
}

const json = (schema, more = {}) => ({ 'application/json': { schema, ...more } });
const version = { 'API-Version': { $ref: '#/components/headers/API-Version' } };

function refused(status) {
  const headers = { ...version };
  if (status === 429 || status === 503) {
    headers['Retry-After'] = { $ref: '#/components/headers/Retry-After' };
  }
  return {
    description: problems[status],
    headers,
    content: { 'application/problem+json': { schema: { $ref: `${here}problem` } } },
  };
}

const refusals = (...statuses) => Object.fromEntries(statuses.map((status) => [status, refused(status)]));

function post(received) {
  const answer = (description) => ({
    description,
    headers: { ...version, Location: { schema: { type: 'string' }, description: 'where its status is' } },
    content: json({ $ref: `${here}received` }, { example: received }),
  });
  return {
    operationId: 'sendSignal',
    summary: 'Sends a signal under a covenant of your organisation.',
    parameters: [{
      name: 'Idempotency-Key',
      in: 'header',
      required: true,
      description: 'Yours, one per signal. The same key and body again: the first answer again, and nothing ' +
        'is sent twice.',
      schema: { type: 'string', minLength: 8, maxLength: 128, pattern: '^[!-~]+$' },
      example: 'huur-2026-11-000017',
    }],
    requestBody: { required: true, content: json({ $ref: `${here}signal` }, { examples }) },
    responses: {
      200: answer(problems[200]),
      201: answer('Received.'),
      ...refusals(400, 401, 403, 409, 411, 413, 415, 422, 429, 503),
    },
  };
}

const get = {
  operationId: 'askStatus',
  summary: 'How far a signal of your organisation is, and no more than that.',
  parameters: [{ name: 'id', in: 'path', required: true, schema: { $ref: `${here}id` }, example: 81 }],
  responses: {
    200: {
      description: 'Its status.',
      headers: version,
      content: json({ $ref: `${here}status` }, { example: { id: 81, status: 'taken_up' } }),
    },
    ...refusals(401, 403, 404, 429, 503),
  },
};

const self = {
  operationId: 'readThis',
  summary: 'This document.',
  security: [],
  responses: { 200: { description: 'OpenAPI 3.1.', headers: version, content: json({ type: 'object' }) } },
};

function object(properties, description, required = Object.keys(properties)) {
  return { type: 'object', description, additionalProperties: false, required, properties };
}

/** `send` and `common`: the schemas of signal.send and of the shared types. */
export function openapi(send, common) {
  const found = {};
  const { client_id: _, ...properties } = send.$defs.params.properties;
  const signal = taken({ ...send.$defs.params, properties }, common.$defs, found);
  const instant = taken({ $ref: '#/$defs/instant' }, common.$defs, found);
  const id = {
    ...taken({ $ref: '#/$defs/id' }, common.$defs, found),
    description: "its number among your organisation's own signals, from 1",
  };
  const received = object({
    id, status: { const: 'received' }, received_at: instant,
    term_ends: { ...instant, description: 'Contact is in term before it.' },
  }, 'A signal that was received.');
  const status = object({ id, status: { enum: ['received', 'taken_up', 'closed'] } }, 'How far a signal is.');
  const problem = object({
    type: { type: 'string', format: 'uri' }, title: { type: 'string', description: 'a sentence for people' },
    status: { type: 'integer' }, code: { type: 'string', description: 'stable' },
    field: { type: 'string', description: 'where, such as `address.postcode`' },
  }, 'A refusal (RFC 9457).', ['type', 'title', 'status']);
  const sample = {
    id: 81, status: 'received', received_at: '2026-11-10T07:30:00.000Z', term_ends: '2026-12-08T23:00:00.000Z',
  };
  const described = { description: 'A worry about a household.', ...signal };
  const schemas = { signal: described, received, status, problem, ...found };
  return `${JSON.stringify({
    openapi: '3.1.0',
    info: {
      title: 'Kortelijn: signals of partners',
      version: '1.0.0',
      description: 'For systems of organisations with a covenant. Over mutual TLS with a certificate that ' +
        'the collaboration has registered.',
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
    },
    servers: [{ url: 'https://localhost:8444', description: 'The demo collaboration.' }],
    security: [{ certificate: [] }],
    paths: { '/v1/signals': { post: post(sample) }, '/v1/signals/{id}': { get }, '/v1/openapi.json': { get: self } },
    components: {
      securitySchemes: { certificate: { type: 'mutualTLS', description: 'Known by the SHA-256 of the certificate.' } },
      headers: {
        'API-Version': { schema: { type: 'string' }, description: 'The version that answered.', example: '1.0.0' },
        'Retry-After': { schema: { type: 'integer', minimum: 1 }, description: 'Seconds to wait.' },
      },
      schemas,
    },
  }, null, 2)}\n`;
}
