import type { MeView, SessionsList } from '@/lib/contract/system';
import { SessionsCard } from '@/components/settings/sessions-card';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { Fact, Facts } from '@/components/ui/facts';
import { PageHeader, PageTitle } from '@/components/ui/page-header';
import { Time } from '@/components/ui/time';
import { Said } from '@/components/ui/said';

interface Props {
  me: MeView;
  sessions: SessionsList['items'];
  now: string;
}

/** As whom Keyledger knows someone, and where they are signed in. */
export function AccountScreen({ me, sessions, now }: Props) {
  return (
    <>
      <PageHeader>
        <PageTitle>You</PageTitle>
      </PageHeader>
      <div className="flex flex-col gap-3.5 px-6 py-4 max-md:px-3">
        <Card aria-label="Signed in as">
          <CardHeader>
            <CardTitle>Signed in as</CardTitle>
          </CardHeader>
          <CardBody>
            <Facts>
              <Fact label="Name">
                <Said text={me.name} />
              </Fact>
              <Fact label="Known as">
                <span className="font-mono text-sm">
                  <Said text={me.id} />
                </span>
              </Fact>
              <Fact label="Proven">
                {me.session?.authenticatedAt ? (
                  <Time at={me.session.authenticatedAt} now={now} />
                ) : (
                  'The provider did not say when it last asked who you are.'
                )}
              </Fact>
              <Fact label="Groups">{me.groups.length === 0 ? 'none' : <GroupNames groups={me.groups} />}</Fact>
            </Facts>
          </CardBody>
        </Card>
        <SessionsCard sessions={sessions} path="/api/me/sessions" now={now} />
      </div>
    </>
  );
}

const FEW = 12;

/** There may be two thousand. */
function GroupNames({ groups }: { groups: readonly string[] }) {
  if (groups.length <= FEW) return <Said text={groups.join(', ')} />;
  return (
    <details>
      <summary>{groups.length.toLocaleString('en')} groups</summary>
      <p className="max-h-64 overflow-y-auto">
        <Said text={groups.join(', ')} />
      </p>
    </details>
  );
}
