import type { RotationList } from '@/lib/contract/rotation-list';
import type { ScopeView } from '@/lib/contract/system';
import { Pager } from '@/components/ui/pager';
import { TextLink } from '@/components/ui/text-link';
import { atCursor, valueOf, without, withValue, type UrlState } from '@/components/layout/url-state';
import { BucketEmpty } from './bucket-empty';
import { BucketTable } from './bucket-table';
import { BUCKET_WORDS } from './bucket-words';
import { filtersOf, rotationHref, secretsHref } from './rotation-url';

interface Props {
  list: RotationList;
  state: UrlState;
  scopes: readonly ScopeView[];
  now: string;
}

/** The bucket that is looked at: what it means, its rows, its pages. */
export function BucketRows({ list, state, scopes, now }: Props) {
  const { title, meaning } = BUCKET_WORDS[list.state];
  const bucket = list.buckets.find((candidate) => candidate.state === list.state);
  const count = bucket?.count ?? 0;
  const unsure = bucket?.unsure ?? 0;
  // A page belongs to its bucket, also where the address names none yet.
  const here = withValue(without(state, 'runs'), 'state', list.state);
  return (
    <section aria-label={title}>
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1 px-4 pt-3 pb-2 max-md:px-5">
        <h2 className="text-base font-semibold">{title}</h2>
        <output className="text-ink-2">
          <b className="font-semibold text-ink">{count.toLocaleString('en')}</b>
          {filtersOf(state).length > 0 && ' under these filters'}
        </output>
        <p className="text-ink-3">{meaning}</p>
        <TextLink href={secretsHref(state, list.state)} className="ml-auto inline-flex min-h-6 items-center">
          Open in Secrets
        </TextLink>
        {unsure > 0 && (
          <p className="w-full text-sm text-warn">
            {`Of ${unsure === count ? 'these' : unsure.toLocaleString('en')} it is unknown whether a rotation failed meanwhile: that part of their scopes’ history was not read.`}
          </p>
        )}
      </div>
      {list.items.length === 0 ? (
        <BucketEmpty list={list} state={state} scopes={scopes} />
      ) : (
        <BucketTable list={list} now={now} />
      )}
      <Pager
        label="Pages of the bucket"
        first={valueOf(state, 'cursor') ? rotationHref(without(here, 'cursor')) : null}
        next={list.nextCursor ? rotationHref(atCursor(here, list.nextCursor)) : null}
      />
    </section>
  );
}
