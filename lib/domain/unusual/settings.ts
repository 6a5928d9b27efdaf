import { PROD } from '@/lib/domain/environment-verdict';
import { RULE_NAMES, type UnusualRule } from './rule';

/** How far back a reader's habits are looked at, in days. */
export const HABIT_DAYS = 30;
/** Older days are not judged: what happened then is no news. */
export const JUDGED_DAYS = 90;

/** So long a first read waits for the days before it to be covered: other regions are read after it, and older pages. */
export const OPEN_DAYS = 7;

/** What is tuned in keyledger.yaml. */
export interface UnusualSettings {
  /** Covered days that must lie before a day, of the last 30, so that what is new on it can be told. */
  learningDays: number;
  /** What goes on is told again only after so many days without it. */
  repeatDays: number;
  rules: readonly UnusualRule[];
  /** What the rules about production look at, as guards count environments. */
  environments: readonly string[];
  manySecrets: number;
  deniedBurst: number;
  previousVersionDays: number;
  offCadenceHours: number;
  /** Of whom and where nothing is told; `*` in a principal stands for any text. */
  muted: { principals: readonly string[]; environments: readonly string[] };
}

export const DEFAULT_UNUSUAL: UnusualSettings = {
  learningDays: 14,
  repeatDays: 14,
  rules: RULE_NAMES,
  environments: [PROD],
  manySecrets: 10,
  deniedBurst: 10,
  previousVersionDays: 7,
  offCadenceHours: 3,
  muted: { principals: [], environments: [] },
};

/** Whether `*` of the pattern can be filled so that it is the text. Takes the product of both lengths at most. */
function matches(pattern: string, text: string): boolean {
  const parts = pattern.split('*');
  const [first = '', ...rest] = parts;
  if (rest.length === 0) return pattern === text;
  const last = rest.pop() ?? '';
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}

/** By the whole ARN or by the short name, as pages show it. */
export const isMutedPrincipal = ({ muted }: UnusualSettings, { id, label }: { id: string; label: string }): boolean =>
  muted.principals.some((pattern) => matches(pattern, id) || matches(pattern, label));
