import { find, type Context } from './context';

const variable = /\$\{([^{}]+)\}/g;

/** What a variable brings in is text, never a pattern: its wildcards are written the way a policy writes literal ones. */
const toLiteral = (value: string) => value.replaceAll(/[*?$]/g, '$${$&}');

/**
 * A policy's string with its variables filled in (IAM user guide, "Policy variables"): `${aws:username}`,
 * `${aws:PrincipalTag/team, 'none'}`. `undefined` where a key has no single value and no default: such a string matches
 * nothing. `${*}`, `${?}` and `${$}` stay, for the matcher to read.
 */
export function fillVariables(text: string, context: Context): string | undefined {
  if (!text.includes('${')) return text;
  let unknown = false;
  const filled = text.replaceAll(variable, (whole, inside: string) => {
    if (/^[*?$]$/.test(inside)) return whole;
    const [, key = '', fallback] = /^\s*(.+?)\s*(?:,\s*'(.*)'\s*)?$/s.exec(inside) ?? [];
    const values = find(context, key);
    const value = values?.length === 1 ? values[0] : fallback;
    if (value === undefined) unknown = true;
    return toLiteral(value ?? '');
  });
  return unknown ? undefined : filled;
}
