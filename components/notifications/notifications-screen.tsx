import type { NotificationsView } from '@/lib/contract/notifications';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { PageHeader, PageTitle } from '@/components/ui/page-header';
import { TextLink } from '@/components/ui/text-link';
import { ChannelCard } from './channel-card';

interface Props {
  view: NotificationsView;
  mayTest: boolean;
  now: string;
}

/** Where facts are told outside, which go there, whether they arrive, and a test of each. */
export function NotificationsScreen({ view: { channels, scopeFailingHours }, mayTest, now }: Props) {
  return (
    <>
      <PageHeader>
        <PageTitle>Notifications</PageTitle>
        <p className="text-ink-3">
          <TextLink href="/settings" className="underline">
            Settings
          </TextLink>{' '}
          · what is told outside, and to whom
        </p>
      </PageHeader>
      <div className="flex flex-col gap-3.5 px-6 py-4 max-md:px-3">
        {channels.length === 0 ? (
          <NoChannels />
        ) : (
          <>
            <p className="max-w-prose text-ink-2">
              Each fact is told once to every channel whose lines in keyledger.yaml name it, with names and links and
              never with a value. What was so before a channel was configured is on the pages alone. A scope is told of
              after it has failed for {scopeFailingHours === 1 ? 'an hour' : `${scopeFailingHours} hours`}.
            </p>
            {channels.map((channel) => (
              <ChannelCard key={channel.name} channel={channel} mayTest={mayTest} now={now} />
            ))}
          </>
        )}
      </div>
    </>
  );
}

const EXAMPLE = `notifications:
  channels:
    - name: platform-slack
      kind: slack
      urlEnv: KEYLEDGER_SLACK_URL
      occasions: [rotation.failing, rotation.stuck, reveal.prod]`;

function NoChannels() {
  return (
    <Card aria-label="No channels">
      <CardHeader>
        <CardTitle>Nothing is told outside</CardTitle>
      </CardHeader>
      <CardBody className="flex flex-col gap-3">
        <p className="max-w-prose text-ink-2">
          keyledger.yaml has no section <code>notifications</code>. With one, failed and stuck rotations, reveals in
          production, reads of what is pending deletion and more are sent to Slack or, signed, to a webhook of your own.
          The address stands in an environment variable or a file, so that who reviews keyledger.yaml does not learn it;
          keyledger.example.yaml explains every line.
        </p>
        <pre
          tabIndex={0}
          aria-label="An example"
          className="w-full overflow-auto rounded-md border border-line bg-sunk p-2 font-mono text-xs"
        >
          {EXAMPLE}
        </pre>
      </CardBody>
    </Card>
  );
}
