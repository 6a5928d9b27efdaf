import { ChevronRight } from 'lucide-react';
import { LEDGER_ACTIONS, ledgerEntryView } from '@/lib/contract/ledger';
import type { LedgerAction } from '@/lib/domain/permission';
import { FilterLinks } from '@/components/layout/filter-links';
import { toggled, valuesOf, without, type UrlState } from '@/components/layout/url-state';
import { Chip } from '@/components/ui/chip';
import { TextLink } from '@/components/ui/text-link';
import { Said } from '@/components/ui/said';
import { LEDGER_PATH, ledgerHref } from './ledger-url';
import { ACTION_WORDS, PHASE_WORDS } from './ledger-words';

/** Reading is no act: its names stand in an entry only where it was refused. */
const isReading = (action: string): boolean => action.endsWith('.read');
const toValue = (action: LedgerAction) => [action, ACTION_WORDS[action]] as const;
const ACTS = LEDGER_ACTIONS.filter((action) => !isReading(action)).map(toValue);
const READINGS = LEDGER_ACTIONS.filter(isReading).map(toValue);

export function LedgerFilters({ state, names }: { state: UrlState; names: ReadonlyMap<string, string> }) {
  const single = state.filter(
    ([name]) => name === 'actor' || name === 'secret' || name === 'from' || name === 'to' || name === 'q',
  );
  return (
    <details className="group border-b border-line px-5 md:disclosed">
      <summary className="flex min-h-9 items-center font-medium text-ink-2 md:hidden">
        <ChevronRight aria-hidden size={14} className="mr-1.5 group-open:rotate-90" />
        Filters{state.length > 0 && ` (${state.length})`}
      </summary>
      <div className="flex flex-col gap-1.5 pt-2.5 pb-2.5 max-md:pt-0">
        <Toggles
          title="Outcome"
          name="phase"
          state={state}
          values={ledgerEntryView.shape.phase.options.map((phase) => [phase, PHASE_WORDS[phase]])}
        />
        <Toggles title="Act" name="action" state={state} values={ACTS} />
        <details open={valuesOf(state, 'action').some(isReading)} className="text-sm">
          <summary className="min-h-6 leading-6 text-ink-3 hover:text-ink">Refused readings</summary>
          <Toggles title="Refused" name="action" state={state} values={READINGS} />
        </details>
        {state.length > 0 && (
          <div className="flex flex-wrap items-center gap-2">
            {single.map(([name, value]) => (
              <Chip key={name} href={ledgerHref(without(state, name))} label={`${name}: ${names.get(value) ?? value}`}>
                {name}: <Said text={names.get(value) ?? value} />
              </Chip>
            ))}
            <TextLink href={LEDGER_PATH} className="inline-flex min-h-6 items-center">
              Clear filters
            </TextLink>
          </div>
        )}
      </div>
    </details>
  );
}

interface Toggle {
  title: string;
  name: string;
  state: UrlState;
  values: readonly (readonly [value: string, words: string])[];
}

function Toggles({ title, name, state, values }: Toggle) {
  const chosen = valuesOf(state, name);
  const links = values.map(([value, words]) => ({
    key: value,
    href: ledgerHref(toggled(state, name, value)),
    on: chosen.includes(value),
    words,
  }));
  return <FilterLinks title={title} links={links} />;
}
