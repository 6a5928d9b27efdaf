import type { DiscoveryView, FoundAccountView } from '@/lib/contract/discovery';
import { FilterLinks, type FilterLink } from '@/components/layout/filter-links';
import { Badge } from '@/components/ui/badge';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { Pager } from '@/components/ui/pager';
import { Said } from '@/components/ui/said';
import { Table, TableCaption, TableHeader } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { Time } from '@/components/ui/time';
import { VERDICT_TONES, VERDICT_WORDS } from './account-verdicts';
import { NothingInList } from './nothing-in-list';
import { ProblemText } from './problem-text';

interface Props {
  view: DiscoveryView;
  /** What is done with the accounts, each a link that shows those alone. */
  links: readonly FilterLink[];
  /** Where nothing is narrowed any more; null: nothing is. */
  clear: string | null;
  first: string | null;
  next: string | null;
  now: string;
}

/** The accounts that were found: what is done with each, where it stands, and when it was looked at. */
export function FoundAccounts({ view, links, clear, first, next, now }: Props) {
  return (
    <Card aria-label="Accounts that were found">
      <CardHeader>
        <CardTitle>Accounts that were found</CardTitle>
        <p className="text-ink-3">by name; those that need something come first</p>
      </CardHeader>
      {links.length > 0 && (
        <div className="border-b border-line px-4 pb-2.5">
          <FilterLinks title="State" links={links} />
        </div>
      )}
      {view.accounts.length === 0 ? (
        <NothingInList
          clear={clear}
          isLater={first !== null}
          why={
            view.discovery?.asOf
              ? 'The organization names no account that is not listed in keyledger.yaml.'
              : 'The organization has not been looked at yet.'
          }
        />
      ) : (
        <Table className="data-list">
          <TableCaption>Accounts that were found in the organization</TableCaption>
          <thead>
            <tr>
              <TableHeader>Account</TableHeader>
              <TableHeader>State</TableHeader>
              <TableHeader>Regions</TableHeader>
              <TableHeader>Found</TableHeader>
              <TableHeader>Last seen</TableHeader>
            </tr>
          </thead>
          <tbody>
            {view.accounts.map((account) => (
              <FoundAccount key={account.id} account={account} now={now} />
            ))}
          </tbody>
        </Table>
      )}
      <Pager label="Pages of accounts" first={first} next={next} />
    </Card>
  );
}

function FoundAccount({ account, now }: { account: FoundAccountView; now: string }) {
  const { id, name, verdict, state, regions, regionsAt, problem, foundAt, seenAt, leftAt } = account;
  const hasPage = verdict === 'read' || verdict === 'configured';
  return (
    <tr className="[&>td]:align-top">
      <td className="max-md:w-full">
        {hasPage ? (
          <TextLink href={`/settings/accounts/${id}`}>
            <Said text={name} />
          </TextLink>
        ) : (
          <span className="font-medium">
            <Said text={name} />
          </span>
        )}
        <div className="font-mono text-xs text-ink-3">{id}</div>
      </td>
      <td className="max-md:w-full">
        <Badge tone={problem ? 'bad' : VERDICT_TONES[verdict]}>{problem ? 'failing' : VERDICT_WORDS[verdict]}</Badge>
        {state !== 'ACTIVE' && (
          <div className="text-sm text-ink-3">Organizations: {state.toLowerCase().replaceAll('_', ' ')}</div>
        )}
        {leftAt && (
          <div className="text-sm text-ink-3">
            no longer named since <Time at={leftAt} now={now} />
          </div>
        )}
        {problem && <ProblemText problem={problem} />}
      </td>
      <td data-label="regions" className="max-md:w-full">
        <span className="wrap-anywhere">{regions.join(', ') || '–'}</span>
        {regionsAt && (
          <div className="text-sm text-ink-3">
            asked <Time at={regionsAt} now={now} />
          </div>
        )}
      </td>
      <td data-label="found" className="whitespace-nowrap">
        <Time at={foundAt} now={now} />
      </td>
      <td data-label="last seen" className="whitespace-nowrap">
        <Time at={seenAt} now={now} />
      </td>
    </tr>
  );
}
