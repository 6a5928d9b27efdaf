import Link from 'next/link';
import { eventView } from '@/lib/contract/access';
import { toggled, toHref, valuesOf, type UrlState } from '@/components/layout/url-state';
import { ACTOR_KIND_WORDS } from '@/components/access/actor-kind';

const FIELDS = eventView.shape;
const GROUPS: readonly { name: string; title: string; values: readonly (readonly [value: string, words: string])[] }[] =
  [
    {
      name: 'actorKind',
      title: 'Kind',
      values: FIELDS.actorKind.options.map((kind) => [kind, ACTOR_KIND_WORDS[kind]]),
    },
    { name: 'action', title: 'Action', values: FIELDS.action.options.map((action) => [action, action]) },
    { name: 'outcome', title: 'Outcome', values: FIELDS.outcome.options.map((outcome) => [outcome, outcome]) },
  ];

export function TimelineFilters({ path, state }: { path: string; state: UrlState }) {
  return (
    <div className="flex flex-wrap gap-x-5 gap-y-1 border-b border-line px-4 pb-2">
      {GROUPS.map(({ name, title, values }) => (
        <ul key={name} aria-label={`Filter by ${title.toLowerCase()}`} className="flex flex-wrap items-center gap-0.5">
          <li aria-hidden className="pr-1 text-sm text-ink-3">
            {title}
          </li>
          {values.map(([value, words]) => (
            <li key={value}>
              <Link
                href={`${toHref(path, toggled(state, name, value))}#timeline`}
                prefetch={false}
                scroll={false}
                aria-current={valuesOf(state, name).includes(value) ? 'true' : undefined}
                className="inline-flex min-h-6 items-center rounded-md px-1.5 text-sm text-ink-2 hover:bg-sunk aria-[current]:bg-accent-soft aria-[current]:font-medium aria-[current]:text-accent"
              >
                {words}
              </Link>
            </li>
          ))}
        </ul>
      ))}
    </div>
  );
}
