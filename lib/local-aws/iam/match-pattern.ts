const compiled = new Map<string, RegExp>();
const escape = (text: string) => text.replaceAll(/[.+^${}()|[\]\\*?]/g, '\\$&');

/** `${*}`, `${?}` and `${$}` are the characters themselves (IAM user guide, "Policy variables"). */
export const literalOf = (text: string) => text.replaceAll(/\$\{([*?$])\}/g, '$1');

function toSource(pattern: string): string {
  return pattern
    .split(/(\$\{[*?$]\}|[*?])/)
    .map((part) => {
      if (part === '*') return '[^]*';
      if (part === '?') return '[^]';
      return escape(literalOf(part));
    })
    .join('');
}

/** IAM wildcards: `*` any run of characters, `?` exactly one (IAM policy grammar). */
export function matchesPattern(pattern: string, value: string, ignoreCase = false): boolean {
  if (pattern === '*') return true;
  const key = `${ignoreCase ? 'i' : 's'}${pattern}`;
  let expression = compiled.get(key);
  if (expression === undefined) {
    expression = new RegExp(`^${toSource(pattern)}$`, ignoreCase ? 'i' : '');
    // Session policies name one ARN each, so a long run meets ever new patterns: the cache must not grow for ever.
    if (compiled.size > 5000) compiled.clear();
    compiled.set(key, expression);
  }
  return expression.test(value);
}
