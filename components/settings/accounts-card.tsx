import type { AccountsList } from '@/lib/contract/accounts-list';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { TextLink } from '@/components/ui/text-link';
import { AccountsTable } from './accounts-table';
import { ACCOUNTS_PATH } from './accounts-url';
import { NothingInList } from './nothing-in-list';

/** The first page of the accounts and which of their roles are configured; an account's policies are a page of their own. */
export function AccountsCard({ list: { items, nextCursor, total = 0 }, now }: { list: AccountsList; now: string }) {
  return (
    <Card id="accounts" aria-label="Accounts">
      <CardHeader>
        <CardTitle>Accounts and their roles</CardTitle>
        <p className="flex-1 text-ink-3">
          one role for each purpose; open an account for its policies and to test its roles; others can be{' '}
          <TextLink href="/settings/discovery" className="underline">
            found in the organization
          </TextLink>
        </p>
        {nextCursor && (
          <TextLink href={ACCOUNTS_PATH} className="underline">
            All {total.toLocaleString('en')} accounts
          </TextLink>
        )}
      </CardHeader>
      {items.length === 0 ? (
        <NothingInList
          clear={null}
          isLater={false}
          why="No account is configured, and AWS has not said whose credentials these are."
        />
      ) : (
        <AccountsTable accounts={items} now={now} />
      )}
    </Card>
  );
}
