import { z } from './zod';
import { STATUS_OF, type ErrorCode } from '@/lib/domain/errors';
import { PERMISSIONS } from '@/lib/domain/permission';
import { RATE_LIMITS, usualBucket } from '@/lib/domain/rate-limits';
import type { Operation } from './operation';
import { EVERY_OPERATION } from './operations/every-operation';
import { problem } from './problem';
import { idempotencyKey } from './shared';

type Json = Record<string, unknown>;

/** What any route may answer, and what any route behind the sign-in may. */
const ALWAYS: readonly ErrorCode[] = ['invalid', 'too_large', 'rate_limited', 'internal', 'unavailable'];
const BEHIND_SIGN_IN: readonly ErrorCode[] = ['unauthenticated', 'forbidden'];

/** The OpenAPI 3.1 document, from the operations and schemas that the door uses. */
export const toOpenApi = (): Json => ({
  openapi: '3.1.0',
  info: {
    title: 'Keyledger',
    version: '1',
    description: 'Errors are RFC 9457 problems. Repeatable parameters are OR within one and AND between them.',
  },
  paths: Object.fromEntries(
    [...new Set(EVERY_OPERATION.map(({ path }) => path))].map((path) => [
      path,
      Object.fromEntries(
        EVERY_OPERATION.filter((operation) => operation.path === path).map((operation) => [
          operation.method.toLowerCase(),
          toOperationObject(operation),
        ]),
      ),
    ]),
  ),
  components: {
    schemas: { Problem: toSchema(problem, 'output') },
    securitySchemes: {
      session: { type: 'apiKey', in: 'cookie', name: 'keyledger.session', description: '`__Host-` before it on https' },
      token: {
        type: 'http',
        scheme: 'bearer',
        bearerFormat: 'klt_<id>_<secret>',
        description: `An API token. It decides where a cookie is sent too. What it is never good for takes a session alone. A minute holds ${tokenLimits()}; RateLimit and RateLimit-Policy tell what is left.`,
      },
      metrics: { type: 'http', scheme: 'bearer' },
    },
  },
});

/** `6000 read, 60 act, …` */
const tokenLimits = (): string =>
  Object.entries(RATE_LIMITS)
    .flatMap(([bucket, { token }]) => (token === null ? [] : [`${token} ${bucket}`]))
    .join(', ');

function toOperationObject(operation: Operation): Json {
  const { id, summary, permission, needsToo, method, body, bucket = usualBucket(method) } = operation;
  return {
    operationId: id,
    summary,
    'x-permission': permission,
    ...(permission !== 'anyone' && { 'x-rate-limit': bucket }),
    ...(needsToo && { 'x-needs-too': needsToo }),
    security: toSecurity(operation),
    parameters: toParameters(operation),
    ...(method === 'POST' && {
      requestBody: { required: true, content: { 'application/json': { schema: toSchema(body, 'input') } } },
    }),
    responses: toResponses(operation),
  };
}

function toSecurity({ id, permission, bySessionAlone }: Operation): Json[] {
  if (id === 'getMetrics') return [{ metrics: [] }];
  if (permission === 'anyone') return [];
  const byToken = !bySessionAlone && (permission === 'signed-in' || PERMISSIONS[permission].byToken);
  return [{ session: [] }, ...(byToken ? [{ token: [] }] : [])];
}

function toParameters({ params, query, idempotent }: Operation): Json[] {
  const place = (where: 'path' | 'query', schema: z.ZodObject): Json[] =>
    Object.entries(schema.shape).map(([name, field]) => ({
      name,
      in: where,
      required: where === 'path',
      schema: toSchema(field, 'input'),
    }));
  const key = { name: 'Idempotency-Key', in: 'header', required: false, schema: toSchema(idempotencyKey, 'input') };
  return [...place('path', params), ...place('query', query), ...(idempotent ? [key] : [])];
}

function toResponses(operation: Operation): Json {
  const { answer, status, contentType = 'application/json', codes, permission } = operation;
  const content = status === 204 ? {} : { content: { [contentType]: { schema: toSchema(answer, 'output') } } };
  const all = [...ALWAYS, ...(permission === 'anyone' ? [] : BEHIND_SIGN_IN), ...codes];
  const problems = [...new Set(all.map((code) => STATUS_OF[code]))].map((refused): [string, Json] => {
    const named = [...new Set(all.filter((code) => STATUS_OF[code] === refused))];
    const schema = {
      allOf: [{ $ref: '#/components/schemas/Problem' }, { properties: { code: { enum: named } } }],
    };
    return [String(refused), { description: named.join(', '), content: { 'application/problem+json': { schema } } }];
  });
  return { [status]: { description: operation.summary, ...content }, ...Object.fromEntries(problems) };
}

function toSchema(schema: z.core.$ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}
