const compiled = new Map<string, RegExp>();

/** IAM wildcards: `*` any run of characters, `?` exactly one (IAM policy grammar). */
export function matchesPattern(pattern: string, value: string, ignoreCase = false): boolean {
  if (pattern === '*') return true;
  const key = `${ignoreCase ? 'i' : 's'}${pattern}`;
  let expression = compiled.get(key);
  if (expression === undefined) {
    const source = pattern
      .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '[^]*')
      .replaceAll('?', '[^]');
    expression = new RegExp(`^${source}$`, ignoreCase ? 'i' : '');
    // Session policies name one ARN each, so a long run meets ever new patterns: the cache must not grow for ever.
    if (compiled.size > 5000) compiled.clear();
    compiled.set(key, expression);
  }
  return expression.test(value);
}
