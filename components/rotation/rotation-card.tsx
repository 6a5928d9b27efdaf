import type { SecretDetail } from '@/lib/contract/secret-detail';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { Fact, Facts } from '@/components/ui/facts';
import { ExactTime, Time, TimeWindow } from '@/components/ui/time';
import { LastRotated } from '@/components/secrets/last-rotated';
import { RotationBadge } from '@/components/secrets/rotation-badge';
import { Said } from '@/components/ui/said';
import { ClearLabel } from './clear-label';
import { offersTurnOff } from './offers-turn-off';
import type { RecoverAsk } from './recover-dialog';
import { adviseOn, findLeftPending, findPending, targetOf } from './rotation-advice';
import { TurnOff } from './turn-off';

const TONES = { failing: 'bad', stuck: 'bad', overdue: 'warn' } as const;
const toneOf = (state: string) =>
  state === 'failing' || state === 'stuck' || state === 'overdue' ? TONES[state] : 'plain';

interface Props {
  secret: SecretDetail;
  /** null: not permitted. */
  recover: RecoverAsk | null;
  now: string;
}

/** The state with its reason, what to do about it, and the calendar. */
export function RotationCard({ secret, recover, now }: Props) {
  const { rotation } = secret;
  const advice = adviseOn(secret);
  const pending = findLeftPending(secret);
  return (
    <Card id="rotation" aria-label="Rotation" tone={toneOf(rotation.state)}>
      <CardHeader>
        <CardTitle>
          {advice?.title ?? 'Rotation'}
          {advice && rotation.since && (
            <span className="font-normal">
              , since <ExactTime at={rotation.since} />
            </span>
          )}
        </CardTitle>
      </CardHeader>
      <CardBody className="flex flex-col gap-3">
        <div className="flex max-w-prose flex-col gap-1.5 text-ink-2">
          <p>
            <Said text={rotation.reason} />
          </p>
          {advice?.lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
        {recover && pending && (
          <p>
            <ClearLabel {...recover} pending={pending} target={targetOf(secret)} />
          </p>
        )}
        {recover && (offersTurnOff(secret) || rotation.enabled === false) && (
          <TurnOff
            {...recover}
            // Where it is off by now it only stays until its dialog is closed, which says what comes next.
            hidden={!offersTurnOff(secret)}
            needsName={secret.asks.rotateName}
            pending={findPending(secret.versionStages)}
          />
        )}
        <Facts>
          <Fact label="State">
            <RotationBadge item={secret} now={now} />
          </Fact>
          <Fact label="Schedule">{secret.schedule ?? 'none'}</Fact>
          <Fact label="Next">
            {rotation.nextRotationAt && rotation.nextRotationAt < now && 'was due '}
            {rotation.nextRotationAt ? <Time at={rotation.nextRotationAt} now={now} /> : 'no date'}
          </Fact>
          {secret.nextWindows.length > 0 && (
            <Fact label="Windows">
              <ul>
                {secret.nextWindows.map(({ opensAt, closesAt }) => (
                  <li key={opensAt}>
                    <TimeWindow from={opensAt} to={closesAt} />
                    {opensAt <= now && <span className="text-ok"> open now</span>}
                  </li>
                ))}
              </ul>
            </Fact>
          )}
          <Fact label="Last">
            <LastRotated at={rotation.lastRotatedAt} createdAt={secret.createdAt} now={now} />
          </Fact>
          {secret.rotationLambdaArn && (
            <Fact label="Function">
              <span className="font-mono text-sm" title={secret.rotationLambdaArn}>
                {secret.rotationLambdaArn.split(':').at(-1)}
              </span>
            </Fact>
          )}
        </Facts>
      </CardBody>
    </Card>
  );
}
