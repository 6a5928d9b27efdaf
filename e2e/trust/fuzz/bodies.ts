import fc from 'fast-check';
import type { Operation } from '@/lib/contract/operation';
import { fittingOf } from './from-schema';
import { hostileText } from './texts';

export interface Body {
  body?: string | Buffer;
  type?: string;
}

const JSON_TYPE = 'application/json';

/** What fits the schema, with any of its properties made something else, taken out, or joined by strangers. */
function mutated(fits: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const anything = fc.oneof(fc.jsonValue({ maxDepth: 2 }), hostileText());
  const change = fc.record({
    seed: fc.nat(),
    value: anything,
    name: hostileText(),
    how: fc.constantFrom('put', 'drop', 'add'),
  });
  return fc.tuple(fits, fc.array(change, { minLength: 1, maxLength: 3 })).map(([fit, changes]) => {
    if (fit === null || typeof fit !== 'object') return changes[0]?.value;
    const entries = new Map<string, unknown>(Object.entries(fit));
    for (const { seed, value, name, how } of changes) {
      const names = [...entries.keys()];
      const one = names[seed % Math.max(1, names.length)] ?? name;
      if (how === 'drop') entries.delete(one);
      else entries.set(how === 'put' ? one : name, value);
    }
    return Object.fromEntries(entries);
  });
}

/** Texts that are no JSON of the expected kind, or that say one thing twice. */
const RAW: readonly (string | Buffer)[] = [
  '',
  '{',
  'null',
  '[]',
  '"text"',
  '{"a":1}}',
  '{"reason":"one two three","reason":"four five six"}',
  '{"__proto__":{"isAdmin":true},"mode":"whole"}',
  '{"constructor":{"prototype":{"x":1}}}',
  '['.repeat(5000),
  `${'{"a":'.repeat(200)}1${'}'.repeat(200)}`,
  `{"reason":"${'a'.repeat(20_000)}"}`,
  `{"reason":"${'a'.repeat(70_000)}"}`,
  `{"a":"${String.raw`\"`.repeat(5000)}`,
  '{"reason":"\\ud800"}',
  Buffer.from([0xff, 0xfe, 0x7b, 0x7d]),
  Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d]),
  Buffer.from('\ufeff{}'),
  Buffer.alloc(3000),
];

const TYPES = [
  JSON_TYPE,
  'application/json; charset=utf-16',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'APPLICATION/JSON ;x',
  '',
];

/** `good`: bodies with which the act is begun. */
export function bodyOf({ method, body }: Operation, good: readonly unknown[]): fc.Arbitrary<Body> {
  const fits = good.length === 0 ? fittingOf(body) : fc.oneof(fittingOf(body), fc.constantFrom(...good));
  const asJson = (value: fc.Arbitrary<unknown>) =>
    value.map((one): Body => ({ body: JSON.stringify(one) ?? '', type: JSON_TYPE }));
  const raw = fc.record({ body: fc.constantFrom(...RAW), type: fc.constantFrom(...TYPES) });
  const wrongType = fc.record({ body: fits.map((one) => JSON.stringify(one) ?? ''), type: fc.constantFrom(...TYPES) });
  if (method !== 'POST') return fc.oneof({ weight: 20, arbitrary: fc.constant<Body>({}) }, raw);
  return fc.oneof(
    { weight: 6, arbitrary: asJson(fits) },
    { weight: 6, arbitrary: asJson(mutated(fits)) },
    { weight: 2, arbitrary: raw },
    { weight: 1, arbitrary: wrongType },
    { weight: 1, arbitrary: fc.constant<Body>({}) },
  );
}
