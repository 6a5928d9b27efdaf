import fc from 'fast-check';
import { z } from 'zod';

/** As much of JSON Schema as zod writes for our inputs. */
interface Schema {
  type?: string;
  enum?: string[];
  const?: string | number | boolean;
  pattern?: string;
  format?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  items?: Schema;
  maxItems?: number;
  properties?: Record<string, Schema>;
  required?: string[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
}

const asSchema = (schema: z.ZodType): Schema =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema;

function textOf({ pattern, format, minLength = 0, maxLength = 64 }: Schema): fc.Arbitrary<string> {
  if (format === 'date-time') return fc.date({ noInvalidDate: true }).map((date) => date.toISOString());
  // A class of Unicode properties is none that texts are made from; words do there.
  if (pattern !== undefined && !/\\p\{|\\0/.test(pattern)) return fc.stringMatching(new RegExp(pattern));
  return fc.string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, 64) });
}

/** What fits a schema, as far as the schema says it. */
function fitting(schema: Schema): fc.Arbitrary<unknown> {
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map(fitting));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.type === 'string') return textOf(schema);
  if (schema.type === 'integer' || schema.type === 'number')
    return fc.integer({ min: Math.max(schema.minimum ?? 0, -1000), max: Math.min(schema.maximum ?? 1000, 1000) });
  if (schema.type === 'boolean') return fc.boolean();
  if (schema.type === 'array')
    return fc.array(fitting(schema.items ?? {}), { maxLength: Math.min(schema.maxItems ?? 4, 4) });
  if (schema.type === 'object') {
    const own = Object.entries(schema.properties ?? {}).map(([name, field]) => [name, fitting(field)] as const);
    const required = schema.required ?? [];
    return fc.record(Object.fromEntries(own), {
      requiredKeys: required.filter((name) => own.some(([one]) => one === name)),
    });
  }
  return fc.jsonValue({ maxDepth: 2 });
}

export const fittingOf = (schema: z.ZodType): fc.Arbitrary<unknown> => fitting(asSchema(schema));

/** By name: what fits each parameter of an object, as text for an address. */
export function parametersOf(schema: z.ZodObject): Record<string, fc.Arbitrary<string>> {
  const { properties = {} } = asSchema(schema);
  return Object.fromEntries(
    Object.entries(properties).map(([name, field]) => {
      const one = field.type === 'array' ? (field.items ?? {}) : field;
      return [name, fitting(one).map((value) => (typeof value === 'string' ? value : JSON.stringify(value)))];
    }),
  );
}
