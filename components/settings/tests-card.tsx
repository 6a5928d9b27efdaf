import type { AccountView } from '@/lib/contract/accounts';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { Time } from '@/components/ui/time';
import { RoleChecks } from './role-checks';
import { TestRoles } from './test-roles';

/** The last test of the account's roles in each region. */
export function TestsCard({ account, now }: { account: AccountView; now: string }) {
  return account.tests.map(({ scope, region, mayTest, last }) => (
    <Card key={scope} aria-label={`Test in ${region}`}>
      <CardHeader>
        <CardTitle>Test in {region}</CardTitle>
        <p className="flex-1 text-ink-3">
          {last ? (
            <>
              <Time at={last.at} now={now} /> by {last.by}
            </>
          ) : (
            'not tested yet'
          )}
        </p>
        {mayTest && <TestRoles scope={scope} region={region} />}
      </CardHeader>
      {last ? (
        last.roles.map((role) => <RoleChecks key={role.use} role={role} region={region} />)
      ) : (
        <CardBody>
          <p className="max-w-prose text-ink-2">
            A test assumes each role as you and tries what it is for, and the reading of values, on a secret that cannot
            exist: that it may not read values is seen by AWS refusing before it looks. No secret is touched. It leaves
            records in CloudTrail, refused ones too, under Keyledger’s own roles, and an entry in the ledger.
          </p>
        </CardBody>
      )}
    </Card>
  ));
}
