import type { ReactNode } from 'react';
import type { AccessList } from '@/lib/contract/access-list';
import type { ScopeView } from '@/lib/contract/system';
import type { UrlState } from '@/components/layout/url-state';
import { UrlMistakes } from '@/components/layout/url-mistakes';
import { formatUtc } from '@/components/ui/format-time';
import { AccessHead } from './access-head';
import { CoverageLine } from './coverage-line';
import { filterText, isFilteredView, type PresetView } from './events-url';
import { FilterChips } from './filter-chips';
import { toKnownValues } from './known-values';
import { isKnownInPart } from './uncovered';
import { PeriodLinks, PresetLinks } from './view-links';
import { UnkeptLine } from './unkept-line';

interface Props {
  view: PresetView;
  url: { state: UrlState; mistakes: string[] };
  /** Of the address, beside view and filter. */
  kept?: UrlState;
  /** What ids of the filter are called. */
  names?: ReadonlyMap<string, string>;
  list: { from: string; to: string; coverage: AccessList['coverage']; unkept?: AccessList['unkept'] };
  counts: AccessList['presets'];
  /** What is counted: `12 first reads`. */
  count: ReactNode;
  /** How it is decided, with its thresholds. */
  rule: string;
  scopes: ScopeView[];
  now: string;
  children: ReactNode;
}

/** By sums of days, where those can tell. */
const isCounted = (view: PresetView): boolean => view === 'top' || view === 'heatmap';

const NO_NAMES: ReadonlyMap<string, string> = new Map();

/** What first-time readers and bulk reads have in common around their tables. */
export function PresetScreen({
  view,
  url,
  list,
  counts,
  count,
  rule,
  scopes,
  now,
  children,
  kept = [],
  names = NO_NAMES,
}: Props) {
  const shape: UrlState = [['preset', view], ...kept];
  const { state } = url;
  return (
    <>
      <AccessHead
        text={filterText(state)}
        known={toKnownValues([])}
        scopes={scopes}
        coverage={list.coverage}
        now={now}
        {...(isFilteredView(view) && { kept: shape })}
      />
      <UrlMistakes mistakes={url.mistakes} />
      <nav
        aria-label="Views"
        className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line px-3.5 py-1.5"
      >
        <PresetLinks state={state} view={view} counts={counts} known={isKnownInPart(list.coverage, list)} />
        <PeriodLinks state={state} kept={shape} />
      </nav>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-5 py-2">
        <FilterChips state={state} names={names} extra={shape} />
        <div className="basis-full text-ink-2">
          <p className="max-w-[75ch]">{rule}</p>
        </div>
        <CoverageLine scopes={scopes} coverage={list.coverage} period={list} now={now} />
        <UnkeptLine
          unkept={list.unkept ?? []}
          also={isCounted(view) ? 'What is counted may be more than is listed.' : ''}
        />
        <output className="ml-auto text-ink-2">
          {count}, <span className="text-ink-3">{formatUtc(list.from).slice(0, 16)} to</span>{' '}
          <span className="text-ink-3">{formatUtc(list.to).slice(0, 16)} UTC</span>
        </output>
      </div>
      {children}
    </>
  );
}
