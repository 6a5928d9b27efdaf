/**
 * What an endpoint that need not be AWS lacks or bends, in words for people: what it is, and what follows. Everything
 * here was seen on an imitator of AWS or on `npm run local-aws -- --bend`; AWS itself has none of it.
 */
export const LACKS = {
  'no-history':
    'It keeps no history (LookupEvents): who read a secret, and when, is unknown, a rotation shows by its labels alone, and a secret that its listing never named cannot be noticed.',
  'empty-history':
    'Its history (LookupEvents) has shown no call that reads, not even Keyledger’s own: whether nobody read a secret, or reads are not kept, is unknown.',
  'no-caller':
    'It does not say whose account this is (STS): the account is the one that its secrets’ ARNs name, or zeros where they name none.',
  'other-account': 'Its ARNs name another account than the one it says this is; they are shown as they are.',
  'no-arns':
    'It gives names where AWS gives ARNs: the ARNs shown are made up by Keyledger and end in -??????, and calls are made by name.',
  'short-arns':
    'Its ARNs lack the six characters at their end: a secret that was deleted and made again under its name looks like the same one.',
  'no-labels':
    'It does not say which version has which label: whether a rotation runs or is stuck, and which version is current, is unknown.',
  'no-labels-in-list':
    'Its listing leaves out the versions’ labels: they are known only of secrets that were asked for one by one.',
  'no-dates': 'It sets no dates: how old secrets and their values are is unknown.',
  'deletion-dates-ahead':
    'It dates a deletion with the day on which the secret goes: when that was asked for only its history tells.',
  'moving-dates': 'It dates every version with the moment it is asked: when versions were made is unknown.',
  'sort-ignored': 'It lists in an order of its own, whatever is asked; Keyledger sorts by itself.',
  'filters-ignored': 'It ignores filters; Keyledger filters by itself.',
  'filters-ignore-case': 'Its filters ignore case; Keyledger filters by itself.',
  'page-size-ignored': 'It ignores the size of a page and gives all at once.',
  'pages-go-round':
    'Its pages lead round without an end: what it lists is added and updated; what it does not list is kept, because it may be there all the same.',
  'pages-cut':
    'It gives no token to the next page though there are more secrets: what comes after the first page is unknown, and nothing is taken for deleted.',
  'listing-repeats': 'Its listing names secrets more than once; each is shown once.',
  'listing-omits':
    'Its listing leaves out secrets that it knows when asked for them one by one; those that were known, that its pages in another order show or that its history names are shown, others may be missing.',
  'no-describe': 'It cannot describe one secret by itself: the freshest word on a secret is the listing.',
  'errors-unreadable': 'It refuses with pages that are not in AWS’s form: why it refuses something is unknown.',
  'error-status': 'Its refusals have other HTTP statuses than AWS’s; they are told apart by their names.',
} as const;

export type Lack = keyof typeof LACKS;

/** In the order in which they are told, whatever order they were found in. */
export const LACK_NAMES = Object.keys(LACKS).filter(isLack);

export function isLack(name: string): name is Lack {
  return Object.hasOwn(LACKS, name);
}

/** Without these a listing does not say what is gone. */
const UNSOUND: ReadonlySet<Lack> = new Set(['pages-go-round', 'pages-cut', 'listing-omits'] as const);

/** Whether a listing of such an endpoint may be taken for all there is; if not, it adds and updates and never removes. */
export const isWhole = (lacks: readonly Lack[]): boolean => !lacks.some((lack) => UNSOUND.has(lack));

export const sortLacks = (lacks: Iterable<Lack>): Lack[] => {
  const found = new Set(lacks);
  return LACK_NAMES.filter((name) => found.has(name));
};
