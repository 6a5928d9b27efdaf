import { AwsError } from '@/lib/local-aws/wire/aws-error';

export const invalidLogsParameter = (message: string) =>
  new AwsError('InvalidParameterException', message, { modelled: false });

const token = /\s*([?-]?)(?:"((?:[^"\\]|\\.)*)"|%([^%]*)%|([A-Za-z0-9_]+))(?=\s|$)/y;

type Term = { sign: string; fits: (message: string) => boolean };

function readTerms(pattern: string): Term[] {
  const terms: Term[] = [];
  token.lastIndex = 0;
  while (pattern.slice(token.lastIndex).trim() !== '') {
    const found = token.exec(pattern);
    if (found === null) throw invalidLogsParameter('Invalid filter pattern');
    const [, sign = '', quoted, regex, word] = found;
    // Regular expressions are compared as texts: what the dashboard asks for are ARNs, tokens and words.
    const text = quoted?.replaceAll(/\\(.)/g, '$1') ?? regex ?? word ?? '';
    terms.push({ sign, fits: (message) => message.includes(text) });
  }
  return terms;
}

/**
 * A test of messages from an unstructured filter pattern (CloudWatch Logs User Guide, "Filter pattern syntax"): terms
 * and quoted phrases must all be there, of those with `?` at least one, those with `-` must not. JSON and space-delimited
 * patterns are refused with InvalidParameterException.
 */
export function toMessageTest(pattern: string | undefined): (message: string) => boolean {
  if (pattern === undefined || pattern.trim() === '') return () => true;
  if (/^\s*[[{]/.test(pattern)) throw invalidLogsParameter('Patterns of JSON and of columns are not spoken here');
  const terms = readTerms(pattern);
  const signed = (sign: string) => terms.filter((term) => term.sign === sign);
  const [all, any, none] = [signed(''), signed('?'), signed('-')];
  return (message) =>
    all.every(({ fits }) => fits(message)) &&
    (any.length === 0 || any.some(({ fits }) => fits(message))) &&
    !none.some(({ fits }) => fits(message));
}
