import type { AccountView } from '@/lib/contract/accounts';
import { PageHeader, PageTitle } from '@/components/ui/page-header';
import { TextLink } from '@/components/ui/text-link';
import { RoleTexts } from './role-texts';
import { RolesCard } from './roles-card';
import { TestsCard } from './tests-card';

/** One account's roles: which there are, what was seen of them, and what makes them. */
export function AccountScreen({ account, now }: { account: AccountView; now: string }) {
  return (
    <>
      <PageHeader>
        <PageTitle>{account.name}</PageTitle>
        <p className="text-ink-3">
          <TextLink href="/settings#accounts" className="underline">
            Settings
          </TextLink>{' '}
          · account <span className="font-mono text-sm">{account.id}</span> · partition {account.partition} ·{' '}
          {account.regions.join(', ')}
        </p>
      </PageHeader>
      <div className="flex flex-col gap-3.5 px-6 py-4 max-md:px-3">
        <RolesCard account={account} />
        <TestsCard account={account} now={now} />
        <RoleTexts account={account} />
      </div>
    </>
  );
}
