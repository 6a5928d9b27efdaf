import type { SecretFacets } from '@/lib/contract/secrets-list';
import type { UrlState } from '@/components/layout/url-state';
import type { RotationState } from '@/lib/domain/rotation-state';
import { ROTATION_STATES, rotationWord } from './rotation-words';

const isRotationState = (value: string): value is RotationState => ROTATION_STATES.some((state) => state === value);

/** `team=payments` from `team=payments` with each side percent-encoded; as it is where that fails. */
function tagWords(value: string): string {
  try {
    return value.split('=').map(decodeURIComponent).join(' = ');
  } catch {
    return value;
  }
}

/** `<30d` → `within 30 d`, `>90d` → `over 90 d ago`. */
function lastReadWords(value: string): string {
  const [, side, days] = /^([<>])(\d+)d$/.exec(value) ?? [];
  if (!side) return value === 'unknown' ? 'not covered' : value;
  if (side === '<') return days === '1' ? 'within a day' : `within ${days} d`;
  return `over ${days} d ago`;
}

/** `<30d` → `under 30 d`, `>90d` → `over 90 d`; without a version there is no value, and so no age of one. */
function valueAgeWords(value: string): string {
  if (value === 'never') return 'no value';
  if (value === 'unknown') return 'not exact';
  return lastReadWords(value).replace('within', 'under').replace(' ago', '');
}

/** The words for one value of a facet, as its row and its chip show them. */
export function facetWords(name: string, value: string, label?: string): string {
  if (label !== undefined) return label;
  if (name === 'tag') return tagWords(value);
  if (name === 'lastRead') return lastReadWords(value);
  if (name === 'valueAge') return valueAgeWords(value);
  return name === 'state' && isRotationState(value) ? rotationWord(value) : value;
}

const NAMES: Record<string, string> = {
  q: 'text',
  env: 'environment',
  state: 'rotation',
  tag: 'tag',
  owningService: 'managed by',
  lastRead: 'last read',
  valueAge: 'value age',
};

/** `ID@2026-11-20` → `read by payments-api since 2026-11-20`; by its id where it has no name to show. */
function readByWords(value: string, label?: string): string {
  const [id = '', since] = value.split('@');
  return `read by ${label ?? id}${since === undefined ? '' : ` since ${since}`}`;
}

/** `environment: prod`, for a chip and for its remove button. */
export function chipWords([name, value]: UrlState[number], label?: string): string {
  if (name === 'below') return value === 'exclude' ? 'not in folders below' : 'with folders below';
  if (name === 'without') return `no ${value.replace(/^tag:/, 'tag ')}`;
  if (name === 'readBy') return readByWords(value, label);
  if (name === 'prefix') return `begins with ${value}`;
  if (name === 'pending') return value === 'only' ? 'pending deletion only' : 'with pending deletion';
  return `${NAMES[name] ?? name}: ${facetWords(name, value, label)}`;
}

/** What the value of a filter is called where it is an id: an account's name, a principal's. */
export function labelOfFilter(
  [name, value]: UrlState[number],
  facets: Pick<SecretFacets, 'account'> | undefined,
  reader: string | null,
): string | undefined {
  if (name === 'readBy') return reader ?? undefined;
  return name === 'account' ? facets?.account.find((row) => row.value === value)?.label : undefined;
}
