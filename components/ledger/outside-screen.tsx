import Link from 'next/link';
import type { OutsideQuery, OutsideReadsList } from '@/lib/contract/ledger-detail';
import type { ScopeView } from '@/lib/contract/system';
import { AccessTable } from '@/components/access/access-table';
import { CoverageLine } from '@/components/access/coverage-line';
import { PresetEmpty } from '@/components/access/preset-empty';
import type { ParsedUrl } from '@/components/layout/parse-url-state';
import { UrlMistakes } from '@/components/layout/url-mistakes';
import { atCursor, valueOf, without, withValue } from '@/components/layout/url-state';
import { PageHeader, PageTitle } from '@/components/ui/page-header';
import { Pager } from '@/components/ui/pager';
import { TextLink } from '@/components/ui/text-link';
import { LEDGER_PATH } from './ledger-url';
import { outsideHref } from './outside-url';
import { UnkeptLine } from '@/components/access/unkept-line';

const PERIODS = ['24h', '7d', '30d', '90d'] as const;
const DEFAULT_PERIOD = '30d';

interface Props {
  list: OutsideReadsList;
  url: ParsedUrl<OutsideQuery>;
  scopes: ScopeView[];
  now: string;
}

/** Values that people read past Keyledger: what its ledger cannot tell, CloudTrail does. */
export function OutsideScreen({ list, url, scopes, now }: Props) {
  const { state } = url;
  const chosen = valueOf(state, 'from') ?? DEFAULT_PERIOD;
  return (
    <>
      <PageHeader>
        <PageTitle>Reads outside the ledger</PageTitle>
        <p className="text-ink-3">
          values that were read without Keyledger, or in its name, by other than workloads, as CloudTrail has it;{' '}
          <TextLink href={LEDGER_PATH} className="underline">
            the ledger
          </TextLink>
        </p>
      </PageHeader>
      <UrlMistakes mistakes={url.mistakes} />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line px-5 py-2">
        <CoverageLine scopes={scopes} coverage={list.coverage} period={list} now={now} />
        <UnkeptLine unkept={list.unkept} />
        <ul aria-label="Period" className="flex gap-0.5 md:ml-auto">
          {PERIODS.map((period) => (
            <li key={period}>
              <Link
                href={outsideHref(
                  period === DEFAULT_PERIOD ? without(state, 'from') : withValue(state, 'from', period),
                )}
                prefetch={false}
                scroll={false}
                aria-current={chosen === period ? 'true' : undefined}
                className="inline-flex min-h-7 items-center rounded-md px-2 text-ink-2 hover:bg-sunk hover:text-ink aria-[current]:bg-accent-soft aria-[current]:font-medium aria-[current]:text-accent"
              >
                {period.replace(/(\d+)/, '$1 ')}
              </Link>
            </li>
          ))}
        </ul>
      </div>
      {list.events.length === 0 ? (
        <PresetEmpty
          list={list}
          state={state}
          scopes={scopes}
          now={now}
          what="Every value that was read by other than workloads was read through Keyledger."
        />
      ) : (
        <AccessTable caption="Reads outside the ledger" events={list.events} state={[]} scopes={scopes} now={now} />
      )}
      <Pager
        label="Pages of reads"
        first={valueOf(state, 'cursor') ? outsideHref(without(state, 'cursor')) : null}
        next={list.nextCursor ? outsideHref(atCursor(state, list.nextCursor)) : null}
      />
    </>
  );
}
