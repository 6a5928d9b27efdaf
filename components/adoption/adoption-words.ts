import type { AdoptionReaderView, AdoptionView } from '@/lib/contract/adoption';
import type { Tone } from '@/components/ui/badge';

type Verdict = NonNullable<AdoptionView['adoption']>['verdict'];
type State = AdoptionReaderView['state'];

export const VERDICTS: Readonly<Record<Verdict, { tone: Tone; word: string }>> = {
  behind: { tone: 'bad', word: 'behind' },
  'under-way': { tone: 'due', word: 'under way' },
  unsure: { tone: 'warn', word: 'not sure' },
  adopted: { tone: 'ok', word: 'complete' },
  'no-readers': { tone: 'off', word: 'no readers' },
};

export const STATES: Readonly<Record<State, { tone: Tone; word: string }>> = {
  old: { tone: 'bad', word: 'old version' },
  late: { tone: 'bad', word: 'later than usual' },
  unknown: { tone: 'warn', word: 'not known' },
  pending: { tone: 'due', word: 'not known yet' },
  waiting: { tone: 'due', word: 'not due yet' },
  adopted: { tone: 'ok', word: 'has it' },
  aside: { tone: 'off', word: 'not counted' },
};

interface Part {
  key: string;
  name: string;
  fill: string;
  value: number;
}

const PARTS: readonly (Omit<Part, 'value'> & { states: readonly State[] })[] = [
  { key: 'adopted', name: 'with it', fill: 'fill-ok', states: ['adopted'] },
  { key: 'due', name: 'still to read', fill: 'fill-due', states: ['waiting', 'pending'] },
  { key: 'unknown', name: 'not known', fill: 'fill-off', states: ['unknown'] },
  { key: 'behind', name: 'behind', fill: 'fill-bad', states: ['late', 'old'] },
];

/** The parts of the bar, from the left; those that are counted. */
export const toParts = (readers: readonly Pick<AdoptionReaderView, 'state'>[]): Part[] =>
  PARTS.map(({ states, name, ...part }) => {
    const value = readers.filter(({ state }) => states.includes(state)).length;
    return { ...part, name: `${value.toLocaleString('en')} ${name}`, value };
  }).filter(({ value }) => value > 0);

/** `5 of 7 programs have the new version`. */
export const toProgress = (adopted: number, of: number): string =>
  `${adopted.toLocaleString('en')} of ${of.toLocaleString('en')} ${of === 1 ? 'program has' : 'programs have'} the new version`;
