import type { ChannelView } from '@/lib/contract/notifications';
import { Badge, type Tone } from '@/components/ui/badge';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { Fact, Facts } from '@/components/ui/facts';
import { Said } from '@/components/ui/said';
import { Time } from '@/components/ui/time';
import { DeliveryTable } from './delivery-table';
import { OCCASION_WORDS } from './occasion-words';
import { TestChannel } from './test-channel';

interface Props {
  channel: ChannelView;
  mayTest: boolean;
  now: string;
}

const KIND_WORDS = { webhook: 'signed webhook', slack: 'Slack' } as const;

function toState({ goneSince, failingSince, sentAt }: ChannelView): { word: string; tone: Tone } {
  if (goneSince !== null) return { word: 'gone', tone: 'bad' };
  if (failingSince !== null) return { word: 'failing', tone: 'bad' };
  return sentAt === null ? { word: 'nothing sent yet', tone: 'off' } : { word: 'arriving', tone: 'ok' };
}

/** One channel: what goes there, whether it arrives, and what did not. */
export function ChannelCard({ channel, mayTest, now }: Props) {
  const { name, kind, host, lastTest, troubled, dead, waiting } = channel;
  const { word, tone } = toState(channel);
  return (
    <Card aria-label={`Channel ${name}`} tone={tone === 'bad' ? 'bad' : 'plain'}>
      <CardHeader>
        <CardTitle className="font-mono">{name}</CardTitle>
        <Badge tone={tone}>{word}</Badge>
        <p className="flex-1 text-ink-3">
          {KIND_WORDS[kind]} · <span className="font-mono text-sm">{host}</span>
        </p>
        {mayTest && <TestChannel channel={name} last={lastTest} />}
      </CardHeader>
      <CardBody>
        <Facts>
          <Fact label="Told of">{channel.occasions.map((occasion) => OCCASION_WORDS[occasion]).join(' · ')}</Fact>
          <Fact label="Where">
            <Where channel={channel} />
          </Fact>
          {kind === 'webhook' && (
            <Fact label="Signed">
              {channel.signatures === 1 ? 'with one secret' : 'with two secrets, while one is replaced'}
            </Fact>
          )}
          <Fact label="Arrived">
            {channel.sent === 0 ? 'none yet' : channel.sent.toLocaleString('en')}
            {channel.sentAt && (
              <>
                , the last <Time at={channel.sentAt} now={now} />
              </>
            )}
          </Fact>
          <Fact label="Waiting">
            {waiting === 0 ? 'none' : waiting.toLocaleString('en')}
            {dead > 0 && ` · ${dead.toLocaleString('en')} given up in 30 days`}
          </Fact>
          {channel.problem && (
            <Fact label="Problem">
              <Trouble channel={channel} now={now} />
            </Fact>
          )}
          {lastTest && (
            <Fact label="Last test">
              {lastTest.state === 'sent' ? 'arrived' : lastTest.state === 'dead' ? 'did not arrive' : 'waits'},{' '}
              <Time at={lastTest.madeAt} now={now} />
            </Fact>
          )}
        </Facts>
      </CardBody>
      {troubled.length > 0 && <DeliveryTable deliveries={troubled} channel={name} now={now} />}
    </Card>
  );
}

const toPart = (what: string, named: readonly string[]): string =>
  `${what}${named.length === 1 ? '' : 's'} ${named.join(', ')}`;

function Where({ channel: { environments, accounts, owners, ownersOnly } }: { channel: ChannelView }) {
  const named = [environments && toPart('environment', environments), accounts && toPart('account', accounts)].filter(
    (part) => part !== null,
  );
  const whose = owners.map((owner, index) => (
    <span key={owner}>
      {index > 0 && ', '}
      <Said text={owner} />
    </span>
  ));
  if (ownersOnly) return <>only secrets of {whose}</>;
  return (
    <>
      {named.length === 0 ? 'everywhere' : named.join(' and ')}
      {owners.length > 0 && <>, and secrets of {whose} wherever they are</>}
    </>
  );
}

function Trouble({ channel: { problem, failingSince, restsUntil }, now }: { channel: ChannelView; now: string }) {
  if (!problem) return null;
  return (
    <div className="max-w-prose">
      <p className="text-bad">
        {problem.is}
        {problem.status !== null && ` Status ${problem.status}.`}
      </p>
      <p className="text-ink-2">{problem.mend}</p>
      <p className="text-sm text-ink-3">
        {failingSince && (
          <>
            Since <Time at={failingSince} now={now} />.{' '}
          </>
        )}
        {restsUntil && (
          <>
            Tried again <Time at={restsUntil} now={now} />.
          </>
        )}
      </p>
    </div>
  );
}
