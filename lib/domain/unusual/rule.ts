interface Stated {
  /** What a list calls it. */
  title: string;
  /** When it speaks, for who wonders why something is or is not listed. */
  watches: string;
  /** It compares with the days before, and so is silent until enough of them are known. */
  learns: boolean;
}

/** Every rule, by the name that keyledger.yaml and URLs give it. */
export const RULES = {
  'person-prod': {
    title: 'A person read production',
    watches: 'A person read a secret of production that they were not seen to read in the days before.',
    learns: true,
  },
  'first-read': {
    title: 'First read',
    watches: 'A principal read a secret of production for the first time, and the secret is not new.',
    learns: true,
  },
  'new-network': {
    title: 'New network',
    watches: 'A known reader of a secret read it from a network from which it never did.',
    learns: true,
  },
  'new-client': {
    title: 'New client',
    watches:
      'A known reader of a secret read it with a tool with which it never did; a newer version of one is the same tool.',
    learns: true,
  },
  'off-cadence': {
    title: 'Off its cadence',
    watches: 'A known reader of a secret read it hours away from those in which it always does.',
    learns: true,
  },
  'many-secrets': {
    title: 'Many secrets',
    watches: 'A principal read many secrets in a short time, more than twice as many as on any day before.',
    learns: true,
  },
  'denied-burst': {
    title: 'Denied burst',
    watches:
      'A principal was denied a secret many times, or many secrets, in a short time, and that is not usual for it.',
    learns: false,
  },
  'previous-version': {
    title: 'Previous version',
    watches: 'A version was read that had long been replaced.',
    learns: false,
  },
  'pending-deletion': {
    title: 'Pending deletion',
    watches: 'Somebody tried to read a secret that is pending deletion.',
    learns: false,
  },
  root: { title: 'Root', watches: 'The root user of an account read a secret, or tried to.', learns: false },
  'long-lived-key': {
    title: 'Long-lived key',
    watches:
      'A secret of production was read with an access key that does not expire, which was not seen there before.',
    learns: true,
  },
  'prod-and-non-prod': {
    title: 'Prod and non-prod',
    watches: 'A role that had read one of the two alone read production as well as another environment.',
    learns: true,
  },
  'outside-ledger': {
    title: 'Not in the ledger',
    watches: 'Keyledger’s own role read a value, and the ledger has no entry of it.',
    learns: false,
  },
} as const satisfies Record<string, Stated>;

export type UnusualRule = keyof typeof RULES;

const isRule = (name: string): name is UnusualRule => Object.hasOwn(RULES, name);
export const RULE_NAMES = Object.keys(RULES).filter(isRule);

/** A change of what the rules themselves say has everything judged again. */
export const RULES_VERSION = 2;
