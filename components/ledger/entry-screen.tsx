import type { LedgerEntryDetail } from '@/lib/contract/ledger-detail';
import type { LedgerEntryView } from '@/lib/contract/ledger';
import { EventActor, EventOutcome } from '@/components/access/event-words';
import { Badge } from '@/components/ui/badge';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { Fact, Facts } from '@/components/ui/facts';
import { PageHeader, PageTitle } from '@/components/ui/page-header';
import { TextLink } from '@/components/ui/text-link';
import { ExactTime, Time } from '@/components/ui/time';
import { Said } from '@/components/ui/said';
import { LEDGER_PATH, ledgerHref } from './ledger-url';
import { ACTION_WORDS, describeTarget, PHASE_TONES, PHASE_WORDS } from './ledger-words';

/** One entry with all its fields, what else belongs to its act, and what CloudTrail has of it. */
export function EntryScreen({ detail, now }: { detail: LedgerEntryDetail; now: string }) {
  const { entry } = detail;
  return (
    <>
      <PageHeader>
        <PageTitle>Entry {entry.seq}</PageTitle>
        <p className="text-ink-3">
          <Said text={[ACTION_WORDS[entry.action], describeTarget(entry.detail)].filter(Boolean).join(', ')} />,{' '}
          <Time at={entry.at} now={now} />;{' '}
          <TextLink href={LEDGER_PATH} className="underline">
            the ledger
          </TextLink>
        </p>
      </PageHeader>
      <div className="grid gap-3.5 px-6 py-4 max-md:px-3 lg:grid-cols-2">
        <EntryCard entry={entry} sealed={detail.sealed} />
        <div className="flex flex-col gap-3.5">
          <RelatedCard related={detail.related} now={now} />
          {detail.namesCall && <EventCard detail={detail} />}
        </div>
      </div>
    </>
  );
}

function EntryCard({ entry, sealed }: { entry: LedgerEntryView; sealed: boolean }) {
  const { actor, secret } = entry;
  return (
    <Card aria-label="Entry" tone={sealed ? 'plain' : 'bad'}>
      <CardHeader>
        <CardTitle>What was written</CardTitle>
        <p className={sealed ? 'text-ink-3' : 'text-bad'}>
          {sealed ? 'its hash is that of its content' : 'its hash is not that of its content'}
        </p>
      </CardHeader>
      <CardBody>
        <Facts>
          <Fact label="When">
            <ExactTime at={entry.at} />
          </Fact>
          <Fact label="Who">
            <TextLink href={ledgerHref([['actor', actor.id]])}>
              <Said text={actor.name} />
            </TextLink>
            <div className="note">
              <Said text={actor.id} />
            </div>
          </Fact>
          <Fact label="Outcome">
            <Badge tone={PHASE_TONES[entry.phase]}>{PHASE_WORDS[entry.phase]}</Badge> {entry.code}
            {entry.count > 1 && ` ${entry.count} times`}
          </Fact>
          <Fact label="Secret">
            {secret ? (
              <TextLink href={`/secrets/${secret.id}`}>
                <Said text={secret.name} />
              </TextLink>
            ) : (
              '–'
            )}
            {secret && (
              <div className="note">
                <Said text={`${secret.environment} · ${secret.arn}`} />
              </div>
            )}
          </Fact>
          <Fact label="Reason">
            <Said text={entry.reason ?? '–'} />
          </Fact>
          {Object.entries({ ...entry.detail, requestId: entry.requestId, act: entry.actId })
            .filter(([, value]) => value !== null)
            .map(([name, value]) => (
              <Fact key={name} label={name}>
                <span className="font-mono text-sm">
                  <Said text={String(value)} />
                </span>
              </Fact>
            ))}
          <Fact label="Hash">
            <span className="font-mono text-sm">{entry.hash}</span>
          </Fact>
          <Fact label="Hash before">
            <span className="font-mono text-sm">{entry.prevHash}</span>
          </Fact>
        </Facts>
      </CardBody>
    </Card>
  );
}

function RelatedCard({ related, now }: { related: readonly LedgerEntryView[]; now: string }) {
  return (
    <Card aria-label="Same act">
      <CardHeader>
        <CardTitle>Other entries of this act</CardTitle>
      </CardHeader>
      <CardBody>
        {related.length === 0 ? (
          <p className="text-ink-3">None.</p>
        ) : (
          <ul className="flex flex-col gap-1">
            {related.map(({ seq, phase, at }) => (
              <li key={seq} className="flex flex-wrap items-center gap-2">
                <TextLink href={`${LEDGER_PATH}/${seq}`} className="inline-flex min-h-6 items-center">
                  Entry {seq}
                </TextLink>
                <Badge tone={PHASE_TONES[phase]}>{PHASE_WORDS[phase]}</Badge>
                <Time at={at} now={now} />
              </li>
            ))}
          </ul>
        )}
      </CardBody>
    </Card>
  );
}

function EventCard({ detail: { event, eventUnkept } }: { detail: LedgerEntryDetail }) {
  return (
    <Card aria-label="CloudTrail">
      <CardHeader>
        <CardTitle>In CloudTrail</CardTitle>
      </CardHeader>
      <CardBody>
        {event ? (
          <Facts>
            <Fact label="Event">
              {event.eventName} <EventOutcome event={event} />
            </Fact>
            <Fact label="When">
              <ExactTime at={event.at} />
            </Fact>
            <Fact label="Who">
              <TextLink href={`/access/principals/${event.principal.id}`}>
                <EventActor event={event} />
              </TextLink>
            </Fact>
            <Fact label="Event id">
              <span className="font-mono text-sm">{event.eventId}</span>
            </Fact>
          </Facts>
        ) : (
          <p className="text-ink-3">
            {eventUnkept
              ? 'CloudTrail’s records of calls like this are kept no longer (retention in keyledger.yaml). The ledger is.'
              : 'No record of this call is known. CloudTrail is some minutes late; where history was not read, or is not yours to see, it stays unknown.'}
          </p>
        )}
      </CardBody>
    </Card>
  );
}
