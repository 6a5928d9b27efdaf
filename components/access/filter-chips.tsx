import type { EventView } from '@/lib/contract/access';
import { Chip } from '@/components/ui/chip';
import { formatUtc } from '@/components/ui/format-time';
import { TextLink } from '@/components/ui/text-link';
import { without, type UrlState } from '@/components/layout/url-state';
import { Said } from '@/components/ui/said';
import { ACTOR_KIND_WORDS } from './actor-kind';
import { accessHref, keyOf } from './events-url';

interface Props {
  state: UrlState;
  names: ReadonlyMap<string, string>;
  /** Of the address that a link leads to. */
  extra?: UrlState;
}

const KIND_WORDS = new Map<string, string>(Object.entries(ACTOR_KIND_WORDS));
/** `24h` stays what it is; a moment is shown as all moments are. */
const timeWords = (value: string): string => (value.includes('T') ? formatUtc(value) : value);

function valueWords(name: string, value: string, names: Props['names']): string {
  if (name === 'actorKind') return KIND_WORDS.get(value) ?? value;
  if (name === 'from' || name === 'to') return timeWords(value);
  return names.get(value) ?? value;
}

/** The conditions that hold, each with the link that takes it away. */
export function FilterChips({ state, names, extra = [] }: Props) {
  const filters = state.filter(([name]) => name !== 'cursor');
  if (filters.length === 0) return null;
  return (
    <>
      {filters.map(([name, value]) => {
        const words = `${keyOf(name) ?? name}: ${valueWords(name, value, names)}`;
        return (
          <Chip key={`${name}=${value}`} href={accessHref([...extra, ...without(state, name, value)])} label={words}>
            <Said text={words} />
          </Chip>
        );
      })}
      <TextLink href={accessHref(extra)} className="inline-flex min-h-6 items-center px-1">
        Clear filters
      </TextLink>
    </>
  );
}

/** Ids in filters are shown by the names that the events give them. */
export const namesIn = (events: readonly EventView[]): ReadonlyMap<string, string> =>
  new Map(
    events.flatMap(({ principal, secret }) => [
      [principal.id, principal.label] as const,
      ...(secret?.id ? [[secret.id, secret.name] as const] : []),
    ]),
  );
