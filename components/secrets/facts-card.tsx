import type { SecretAccess } from '@/lib/contract/access';
import type { SecretDetail } from '@/lib/contract/secret-detail';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { CopyButton } from '@/components/ui/copy-button';
import { Fact, Facts } from '@/components/ui/facts';
import { TextLink } from '@/components/ui/text-link';
import { Day, Time } from '@/components/ui/time';
import { Said } from '@/components/ui/said';
import { whyAwsDiffers } from './aws-day';
import { FormerSecrets } from './former-secrets';
import { LastRead } from './last-read';
import { describeValueAge } from './value-age';

/** AWS always says when a secret was made: where that is missing, no date tells anything. */
const noneOrUnknown = ({ createdAt }: SecretDetail): string => (createdAt === null ? 'unknown' : 'none that AWS keeps');

interface Props {
  secret: SecretDetail;
  /** The reader of the page may ask who else may what. */
  mayAsk: boolean;
  /** null: its history is not the reader's to see. */
  access: Pick<SecretAccess, 'awsDay'> | null;
  /** The page tells already who would miss it. */
  asksDeletion: boolean;
  now: string;
}

export function FactsCard({ secret, mayAsk, access, asksDeletion, now }: Props) {
  const tags = Object.entries(secret.tags);
  return (
    <Card aria-label="Facts">
      <CardHeader>
        <CardTitle>Facts</CardTitle>
        <p className="text-ink-3">
          as of <Time at={secret.observedAt} now={now} />
        </p>
        {mayAsk && (
          <TextLink href={`/settings/grants?secret=${secret.id}`} className="inline-flex min-h-6 items-center">
            Who may …
          </TextLink>
        )}
      </CardHeader>
      <CardBody>
        <Facts>
          {secret.description && (
            <Fact label="Description">
              <Said text={secret.description} />
            </Fact>
          )}
          <Fact label="Value age">{describeValueAge(secret, now)}</Fact>
          {secret.may.readHistory ? (
            <Fact label="Last read">
              <LastRead item={secret} now={now} why={access?.awsDay ? whyAwsDiffers(access.awsDay) : null} />
            </Fact>
          ) : (
            <Fact label="Last access">
              {secret.lastAccessedOn ? <Day day={secret.lastAccessedOn} now={now} /> : noneOrUnknown(secret)}
            </Fact>
          )}
          <Fact label="Key">
            <Said text={secret.kmsKeyId ?? 'aws/secretsmanager'} />
          </Fact>
          {secret.service && (
            <Fact label="Service">
              <Said text={secret.service} />
            </Fact>
          )}
          {secret.owningService && (
            <Fact label="Managed by">
              <Said text={secret.owningService} />
            </Fact>
          )}
          {secret.type && (
            <Fact label="Type">
              <Said text={secret.type} />
            </Fact>
          )}
          {secret.replicas.map((replica) => (
            <Fact key={replica.region} label="Replica">
              {replica.region}, {replica.status ?? 'status not known'}
              {replica.statusMessage && (
                <>
                  : <Said text={replica.statusMessage} />
                </>
              )}
            </Fact>
          ))}
          {secret.primaryRegion && secret.primaryRegion !== secret.region && (
            <Fact label="Primary in">{secret.primaryRegion}</Fact>
          )}
          {secret.createdAt && (
            <Fact label="Created">
              <Time at={secret.createdAt} now={now} />
            </Fact>
          )}
          {!asksDeletion && (
            <Fact label="Deletion">
              <TextLink href={`/secrets/${secret.id}?ask=deletion`} className="inline-flex min-h-6 items-center">
                Who would miss it?
              </TextLink>
            </Fact>
          )}
          <Fact label="Tags">
            {tags.length === 0
              ? 'none'
              : tags.map(([key, value]) => (
                  <div key={key}>
                    <span className="text-ink-3">
                      <Said text={key} /> =
                    </span>{' '}
                    <Said text={value} />
                  </div>
                ))}
          </Fact>
          <Fact label="ARN">
            <span className="font-mono text-xs break-all">{secret.arn}</span>{' '}
            <CopyButton text={secret.arn} label="the ARN" />
          </Fact>
          {secret.former.length > 0 && (
            <Fact label="Before it">
              <FormerSecrets former={secret.former} now={now} />
            </Fact>
          )}
        </Facts>
      </CardBody>
    </Card>
  );
}
