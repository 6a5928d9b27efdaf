/** An expression of Terraform's language, printed as it is. */
export type Expression = { readonly expression: string };

export const expression = (text: string): Expression => ({ expression: text });

const isExpression = (value: object): value is Expression => 'expression' in value;

/** A name as HCL takes it without quotes (HCL native syntax, "Identifiers"). */
const BARE = /^[A-Za-z_][\w-]*$/;

/** Text in quotes in which nothing is filled in: `${` and `%{` would begin a template. */
export const toLiteral = (text: string): string => JSON.stringify(text).replaceAll(/([$%])\{/g, '$1$1{');

/**
 * A value as HCL. Texts are templates, `${…}` is filled in: what a person typed must go through
 * toLiteral instead. `depth`: how far the line that it begins on is indented, in steps of two.
 */
export function toHcl(value: unknown, depth = 0): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value !== 'object' || value === null) return String(value);
  const [inner, outer] = ['  '.repeat(depth + 1), '  '.repeat(depth)];
  if (Array.isArray(value)) {
    if (value.every((entry) => typeof entry === 'string') && value.length < 2)
      return `[${value.map((entry) => toHcl(entry)).join(', ')}]`;
    return `[\n${value.map((entry) => `${inner}${toHcl(entry, depth + 1)},\n`).join('')}${outer}]`;
  }
  if (isExpression(value)) return value.expression;
  const lines = Object.entries(value).map(
    ([key, entry]) => `${inner}${BARE.test(key) ? key : JSON.stringify(key)} = ${toHcl(entry, depth + 1)}\n`,
  );
  return `{\n${lines.join('')}${outer}}`;
}
