import type { LedgerList, LedgerQueryInput } from '@/lib/contract/ledger';
import type { ParsedUrl } from '@/components/layout/parse-url-state';
import { ExportLinks } from '@/components/layout/export-links';
import { UrlMistakes } from '@/components/layout/url-mistakes';
import { atCursor, valueOf, without } from '@/components/layout/url-state';
import { EmptyState, EmptyTitle } from '@/components/ui/empty-state';
import { PageHeader, PageTitle } from '@/components/ui/page-header';
import { Pager } from '@/components/ui/pager';
import { Table, TableCaption, TableHead } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { IntegrityLine } from './integrity-line';
import { LedgerFilters } from './ledger-filters';
import { LedgerSearch } from './ledger-tools';
import { LedgerRow } from './ledger-row';
import { LEDGER_PATH, ledgerHref } from './ledger-url';
import { OUTSIDE_PATH } from './outside-url';

const COLUMNS = ['Entry', 'When', 'Who', 'Act', 'Secret', 'Outcome', 'Reason', 'More'];

export function LedgerScreen({
  ledger,
  url,
  seesHistory,
  now,
}: {
  ledger: LedgerList;
  url: ParsedUrl<LedgerQueryInput>;
  seesHistory: boolean;
  now: string;
}) {
  const { state } = url;
  return (
    <>
      <PageHeader>
        <PageTitle>Ledger</PageTitle>
        <p className="text-ink-3">
          what people did in Keyledger, newest first
          {seesHistory && (
            <>
              ;{' '}
              <TextLink href={OUTSIDE_PATH} className="underline">
                reads that did not come through it
              </TextLink>
            </>
          )}
        </p>
      </PageHeader>
      <UrlMistakes mistakes={url.mistakes} />
      <IntegrityLine ledger={ledger} now={now} />
      <LedgerSearch state={state} />
      <LedgerFilters state={state} names={namesIn(ledger)} />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1.5 border-b border-line px-5 py-2">
        {ledger.total && <output className="text-ink-2">{totalWords(ledger.total)}</output>}
        <ExportLinks path="/api/ledger/export" state={state} words="Take away all that matches:" />
      </div>
      {ledger.items.length === 0 ? (
        <NoEntries filtered={state.length > 0} />
      ) : (
        <Table className="data-list [--edge:--spacing(5)]">
          <TableCaption>Ledger entries</TableCaption>
          <TableHead columns={COLUMNS} />
          <tbody>
            {ledger.items.map((entry) => (
              <LedgerRow key={entry.seq} entry={entry} state={state} now={now} />
            ))}
          </tbody>
        </Table>
      )}
      <Pager
        label="Pages of the ledger"
        first={valueOf(state, 'cursor') ? ledgerHref(without(state, 'cursor')) : null}
        next={ledger.nextCursor ? ledgerHref(atCursor(state, ledger.nextCursor)) : null}
      />
    </>
  );
}

const totalWords = ({ entries, more }: NonNullable<LedgerList['total']>): string =>
  `${more ? 'more than ' : ''}${entries.toLocaleString('en')} ${entries === 1 ? 'entry' : 'entries'}`;

/** Ids in filters are shown by the names that the entries give them. */
const namesIn = (ledger: LedgerList): ReadonlyMap<string, string> =>
  new Map(
    ledger.items.flatMap(({ actor, secret }) => [
      [actor.id, actor.name] as const,
      ...(secret ? [[secret.id, secret.name] as const] : []),
    ]),
  );

function NoEntries({ filtered }: { filtered: boolean }) {
  return (
    <EmptyState>
      <EmptyTitle>{filtered ? 'Nothing matches' : 'Nothing there'}</EmptyTitle>
      {filtered ? (
        <TextLink href={LEDGER_PATH}>Clear filters</TextLink>
      ) : (
        <p>Nobody has revealed, rotated or been refused anything that you may see.</p>
      )}
    </EmptyState>
  );
}
