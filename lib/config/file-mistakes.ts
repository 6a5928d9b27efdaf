import 'server-only';
import type { z } from 'zod';
import type { Mistake } from './mistake';
import { knownKeys, suggestKey } from './suggest-key';
import type { Path, YamlDocument } from './yaml-document';

/** `accounts[0].regions`, as people write it. */
export const toPathText = (path: Path): string =>
  path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');

export const toWhere = (fileName: string, document: YamlDocument, path: Path): string =>
  path.length === 0 ? fileName : `${fileName} line ${document.lineAt(path)}, ${toPathText(path)}`;

/** What the schema found wrong, in words. Values are never repeated: one of them may be a misplaced secret. */
export function toFileMistakes(
  issues: readonly z.core.$ZodIssue[],
  document: YamlDocument,
  fileName: string,
): Mistake[] {
  return issues.flatMap((issue): Mistake[] => {
    const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => toUnknownKey(path, key, document, fileName));
    return [{ where: toWhere(fileName, document, path), problem: toProblem(issue), mend: toMend(issue) }];
  });
}

function toUnknownKey(path: Path, key: string, document: YamlDocument, fileName: string): Mistake {
  const suggestion = suggestKey(path, key);
  const known = knownKeys(path);
  return {
    where: `${fileName} line ${document.lineOfKey(path, key)}, ${toPathText([...path, key])}`,
    problem: 'is no key that Keyledger knows',
    mend: suggestion ? `Did you mean "${suggestion}"?` : `Known here: ${known.join(', ')}.`,
  };
}

function toProblem(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_key') return 'is no valid key here';
  if (issue.code === 'too_small') return `is too small: at least ${issue.minimum}`;
  if (issue.code === 'too_big') return `is too large: at most ${issue.maximum}`;
  if (issue.code === 'invalid_type' && issue.input === undefined && issue.message.includes('undefined'))
    return 'is missing';
  return issue.message.replace(/^Invalid input: /, '').replace(/^Invalid option: /, 'is not known: ');
}

function toMend(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type' && issue.message.includes('quotes')) return 'Write it like "123456789012".';
  return 'See keyledger.example.yaml.';
}
