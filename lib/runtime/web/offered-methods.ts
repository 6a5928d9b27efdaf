import 'server-only';
import { EVERY_OPERATION } from '@/lib/contract/operations/every-operation';

export const READING = ['GET', 'HEAD'];
export const METHODS = [...READING, 'POST', 'DELETE'];

interface Offer {
  /** Of the path; null: a name, which any segment is. */
  segments: (string | null)[];
  methods: readonly string[];
}

function toOffer(path: string): Offer {
  const own = EVERY_OPERATION.filter((operation) => operation.path === path).map(({ method }) => method);
  return {
    segments: path.split('/').map((segment) => (segment.startsWith('{') ? null : segment)),
    // Whatever is read may be asked for its head alone.
    methods: METHODS.filter((method) => own.some((one) => one === method || (one === 'GET' && method === 'HEAD'))),
  };
}

/** As Next picks a route: `{` sorts behind every letter, so that words are found before names. */
const OFFERS = [...new Set(EVERY_OPERATION.map(({ path }) => path))].toSorted().map(toOffer);

/** The methods of what stands at a path: a page is read, a route of the API offers what the contract says. */
export function findOffered(pathname: string): readonly string[] {
  if (!pathname.startsWith('/api/')) return READING;
  // Next-auth's own routes. Whatever else is none of the contract is not there, by any method.
  if (pathname.startsWith('/api/auth/')) return [...READING, 'POST'];
  const asked = pathname.split('/');
  const offer = OFFERS.find(
    ({ segments }) =>
      segments.length === asked.length &&
      segments.every((segment, at) => (segment === null ? asked[at] !== '' : segment === asked[at])),
  );
  return offer?.methods ?? METHODS;
}
