import type { LedgerList, LedgerQueryInput } from '@/lib/contract/ledger';
import type { ParsedUrl } from '@/components/layout/parse-url-state';
import { UrlMistakes } from '@/components/layout/url-mistakes';
import { atCursor, valueOf, without } from '@/components/layout/url-state';
import { EmptyState, EmptyTitle } from '@/components/ui/empty-state';
import { PageHeader, PageTitle } from '@/components/ui/page-header';
import { Pager } from '@/components/ui/pager';
import { Table, TableCaption, TableHeader } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { IntegrityLine } from './integrity-line';
import { LedgerFilters } from './ledger-filters';
import { LedgerRow } from './ledger-row';
import { LEDGER_PATH, ledgerHref } from './ledger-url';

const COLUMNS = ['Entry', 'When', 'Who', 'Act', 'Secret', 'Outcome', 'Reason', 'More'];

export function LedgerScreen({
  ledger,
  url,
  now,
}: {
  ledger: LedgerList;
  url: ParsedUrl<LedgerQueryInput>;
  now: string;
}) {
  const { state } = url;
  return (
    <>
      <PageHeader>
        <PageTitle>Ledger</PageTitle>
        <p className="text-ink-3">what people did in Keyledger, newest first</p>
      </PageHeader>
      <UrlMistakes mistakes={url.mistakes} />
      <IntegrityLine ledger={ledger} />
      <LedgerFilters state={state} names={namesIn(ledger)} />
      {ledger.items.length === 0 ? (
        <NoEntries filtered={state.length > 0} />
      ) : (
        <Table className="data-list max-md:[--edge:--spacing(5)]">
          <TableCaption>Ledger entries</TableCaption>
          <thead>
            <tr>
              {COLUMNS.map((name) => (
                <TableHeader key={name}>{name}</TableHeader>
              ))}
            </tr>
          </thead>
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
