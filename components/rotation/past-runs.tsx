import type { RunView } from '@/lib/contract/rotation';
import { EmptyState, EmptyTitle } from '@/components/ui/empty-state';
import { Pager } from '@/components/ui/pager';
import { TextLink } from '@/components/ui/text-link';
import { valueOf, without, withValue, type UrlState } from '@/components/layout/url-state';
import { filtersOf, rotationHref } from './rotation-url';
import { RunRows } from './run-rows';

interface Props {
  runs: { items: RunView[]; nextCursor: string | null };
  state: UrlState;
  now: string;
}

/** The runs that have ended, newest first, under the filters but of every bucket. */
export function PastRuns({ runs, state, now }: Props) {
  const filtered = filtersOf(state).length > 0;
  const older = valueOf(state, 'runs');
  return (
    <section id="runs" aria-label="Past runs" className="border-t border-line">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1 px-4 pt-3 pb-2 max-md:px-5">
        <h2 className="text-base font-semibold">Past runs</h2>
        <p className="text-ink-3">rotations that were started here or that CloudTrail told of, newest first</p>
      </div>
      {runs.items.length === 0 ? (
        <EmptyState>
          <EmptyTitle>{filtered ? 'Nothing matches' : older ? 'Nothing further' : 'No runs yet'}</EmptyTitle>
          <p>
            {filtered
              ? 'No run of a secret that fits these filters has ended.'
              : 'A rotation that is started on a secret’s page is followed to its end and listed here, and so is one that CloudTrail tells of.'}
          </p>
          {filtered && (
            <TextLink href={rotationHref(state.filter(([name]) => name === 'state'))}>Clear filters</TextLink>
          )}
        </EmptyState>
      ) : (
        <RunRows caption="Past runs" runs={runs.items} now={now} />
      )}
      <Pager
        label="Pages of runs"
        first={older ? `${rotationHref(without(state, 'runs'))}#runs` : null}
        next={runs.nextCursor ? `${rotationHref(withValue(state, 'runs', runs.nextCursor))}#runs` : null}
      />
    </section>
  );
}
