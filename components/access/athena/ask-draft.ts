import type { AthenaDaysView } from '@/lib/contract/event-questions';

const DAY_MS = 86_400_000;

export interface AskDraft {
  scope: string;
  from: string;
  to: string;
}

const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

/** To begin with: the latest days that Athena tells of, as many as may be asked for at once. */
export function toFirstDraft({ scopes, limits }: Pick<AthenaDaysView, 'scopes' | 'limits'>): AskDraft | null {
  const [first] = scopes;
  return first ? toDraftOf(first, limits.days) : null;
}

export function toDraftOf({ scope, runs }: AthenaDaysView['scopes'][number], most: number): AskDraft | null {
  const last = runs.at(-1);
  if (!last) return null;
  const from = addDays(last.to, 1 - most);
  return { scope, from: from < last.from ? last.from : from, to: last.to };
}

/** Days from the one to the other, both counted; null: they are no days, or in the wrong order. */
export function countDays({ from, to }: Pick<AskDraft, 'from' | 'to'>): number | null {
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  return Number.isInteger(days) && days > 0 ? days : null;
}

/** What is wrong with it, in words; null: it can be asked. The server looks again. */
export function findMistake(
  draft: AskDraft,
  { scopes, limits }: Pick<AthenaDaysView, 'scopes' | 'limits'>,
): string | null {
  const days = countDays(draft);
  if (days === null)
    return draft.from === '' || draft.to === '' ? 'A day is missing.' : 'The last day comes before the first.';
  if (days > limits.days)
    return `These are ${days.toLocaleString('en')} days; at most ${limits.days} are asked for at once.`;
  const runs = scopes.find(({ scope }) => scope === draft.scope)?.runs ?? [];
  const isTold = runs.some(({ from, to }) => from <= draft.to && to >= draft.from);
  return isTold ? null : 'Athena tells of none of these days there: their events are in the lists.';
}

/** What it will scan, by what such days scanned lately; null: not known. */
export function estimateBytes(
  draft: AskDraft,
  { scopes, limits }: Pick<AthenaDaysView, 'scopes' | 'limits'>,
): number | null {
  const bytes = scopes.find(({ scope }) => scope === draft.scope)?.bytesADay ?? null;
  const days = countDays(draft);
  return bytes === null || days === null ? null : bytes * (days + limits.lateDays);
}
