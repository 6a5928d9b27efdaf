import type { AccountView } from '@/lib/contract/accounts';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { Fact, Facts } from '@/components/ui/facts';
import { PasteText } from './paste-text';
import { toSaved } from './role-texts';

/** Which roles there are, whom they trust, and what Keyledger itself needs. */
export function RolesCard({ account }: { account: AccountView }) {
  const { caller, roles } = account;
  const own = account.files.find(({ name }) => name === 'dashboard.json');
  return (
    <Card aria-label="Roles">
      <CardHeader>
        <CardTitle>Roles</CardTitle>
      </CardHeader>
      <CardBody className="flex flex-col gap-3">
        <Facts>
          {roles.map(({ use, means, arn }) => (
            <Fact key={use} label={use}>
              {arn === null ? (
                <span className="text-warn">
                  {use === 'read'
                    ? 'none configured: read with Keyledger’s own credentials'
                    : 'none configured: refused'}
                </span>
              ) : (
                <span className="font-mono text-sm">{arn}</span>
              )}
              <div className="text-sm text-ink-3">{means}</div>
            </Fact>
          ))}
          <Fact label="Keyledger">
            {caller === null ? (
              'When Keyledger started, AWS did not say whose credentials it runs with; it is asked again at the next start.'
            ) : (
              <>
                <span className="font-mono text-sm">{caller.arn ?? caller.account}</span>
                <div className="max-w-prose text-sm text-ink-3">{caller.note}</div>
              </>
            )}
          </Fact>
        </Facts>
        {own && (
          <PasteText
            label="What Keyledger itself may do"
            name={own.name}
            text={own.text}
            {...toSaved(account.id, own.name)}
          />
        )}
      </CardBody>
    </Card>
  );
}
