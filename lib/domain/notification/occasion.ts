/** What a message is about: decides which filters of a channel hold, and what it links to. */
export type OccasionSubject = 'secret' | 'scope' | 'ledger' | 'channel';

interface Stated {
  about: OccasionSubject;
  /** Said first, without a name of anything: names are data beside it. */
  title: string;
  /** Of several secrets or scopes at once; `{n}` is their number. */
  many: string;
  /** What to do now. */
  todo: string;
}

/**
 * Whatever is told outside, by the name that keyledger.yaml gives it. An occasion is a line here and a source of
 * `lib/sync/notify/sources.ts` that finds it; everything else follows from the two.
 */
export const OCCASIONS = {
  'rotation.failing': {
    about: 'secret',
    title: 'A rotation failed',
    many: '{n} rotations failed',
    todo: 'Its page names the step that failed and the safe next one. The value before stays current until a rotation succeeds.',
  },
  'rotation.stuck': {
    about: 'secret',
    title: 'A rotation is stuck',
    many: '{n} rotations are stuck',
    todo: 'A version that is left pending blocks the next rotation. Its page says how to clear the label, and what that will not undo.',
  },
  'rotation.overdue': {
    about: 'secret',
    title: 'A rotation is overdue',
    many: '{n} rotations are overdue',
    todo: 'AWS was to rotate it and has not. Look at its rotation function and its schedule, or rotate it now.',
  },
  'rotation.off': {
    about: 'secret',
    title: 'Automatic rotation was turned off',
    many: 'Automatic rotation of {n} secrets was turned off',
    todo: 'AWS does not rotate it by schedule until somebody turns that on again in AWS. Its page says whether a version is still pending.',
  },
  'rotation.adopted': {
    about: 'secret',
    title: 'A new version is adopted',
    many: '{n} new versions are adopted',
    todo: 'Every program that read it in the last 30 days has fetched the new version. Its page says who did when, and whether the previous one is still in use.',
  },
  'reminder.due': {
    about: 'secret',
    title: 'A secret is to be replaced by hand',
    many: '{n} secrets are to be replaced by hand',
    todo: 'AWS does not rotate it. Put a new value where it is used, then mark the reminder done with a note.',
  },
  'deletion.read': {
    about: 'secret',
    title: 'A secret pending deletion is read',
    many: '{n} secrets pending deletion are read',
    todo: 'Somebody still needs it, and every read fails. Its page says who, and the command that restores it before its end.',
  },
  'read.unusual': {
    about: 'secret',
    title: 'A read is unusual',
    many: '{n} reads are unusual',
    todo: 'If nobody expected it, ask whose principal it is. Access, Unusual has the reason, and leads to the events.',
  },
  'reveal.prod': {
    about: 'secret',
    title: 'A value of production was revealed',
    many: '{n} values of production were revealed',
    todo: 'If nobody expected it, ask the person; the ledger has the reason that was given.',
  },
  'scope.failing': {
    about: 'scope',
    title: 'An account and region cannot be read',
    many: '{n} accounts and regions cannot be read',
    todo: 'What is shown of it is ageing. Settings says why, and what to do.',
  },
  'ledger.broken': {
    about: 'ledger',
    title: 'The ledger does not verify',
    many: 'The ledger does not verify, in {n} ways',
    todo: 'Keep the database and the anchors as they are, and run npm run verify-ledger with the anchors kept outside.',
  },
  'ledger.unanchored': {
    about: 'ledger',
    title: 'The ledger is not anchored outside',
    many: 'The ledger is not anchored outside, in {n} places',
    todo: 'Until anchors arrive again, what was added since can be erased unseen. Settings says what is wrong.',
  },
  'grants.changed': {
    about: 'ledger',
    title: 'Who may do what was changed',
    many: 'Who may do what was changed {n} times',
    todo: 'If nobody expected it, look at the entry of the ledger and at the history of keyledger.yaml.',
  },
} as const satisfies Record<string, Stated>;

export type Occasion = keyof typeof OCCASIONS;
export const OCCASION_NAMES = Object.keys(OCCASIONS).filter(isOccasion);

export function isOccasion(name: string): name is Occasion {
  return Object.hasOwn(OCCASIONS, name);
}

/** What a person sends to see that a channel works; no filter holds for it, and no fact is in it. */
export const TEST = 'test';
const TEST_STATED = {
  about: 'channel',
  title: 'A test of this channel',
  many: '{n} tests of this channel',
  todo: 'Nothing: messages of Keyledger arrive here.',
} as const satisfies Stated;

export const describeOccasion = (occasion: Occasion | typeof TEST): Stated =>
  occasion === TEST ? TEST_STATED : OCCASIONS[occasion];
