import canonicalize from 'canonicalize';

/**
 * The JSON Canonicalization Scheme (RFC 8785): equal things have equal texts, in any language. Dates become ISO 8601.
 * Throws for what JSON cannot hold: NaN, infinities, half of a surrogate pair.
 */
export function toCanonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('nothing has no canonical form');
  return text;
}
