import type { ReactNode } from 'react';
import type { SecretDetail } from '@/lib/contract/secret-detail';
import { toHref } from '@/components/layout/url-state';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { Fact, Facts } from '@/components/ui/facts';
import { Said } from '@/components/ui/said';
import { TextLink } from '@/components/ui/text-link';
import { Time } from '@/components/ui/time';
import { Annotate } from './annotate';
import { PREFIXES_PATH } from './prefixes-path';
import { RunbookLink } from './runbook-link';

type Kept = NonNullable<SecretDetail['owner']>;

/** Who looks after it, and what to know: kept in Keyledger, where AWS does not tell it. */
export function KeptCard({ secret, now }: { secret: SecretDetail; now: string }) {
  const { owner, note, runbook, annotation } = secret;
  return (
    <Card aria-label="Owner and notes">
      <CardHeader>
        <CardTitle>Owner and notes</CardTitle>
        {annotation.changedAt && (
          <p className="min-w-0 text-ink-3 wrap-anywhere">
            changed <Time at={annotation.changedAt} now={now} /> by <Said text={annotation.changedBy ?? ''} />
          </p>
        )}
        {secret.may.annotate && (
          <span className="ml-auto">
            <Annotate place={{ kind: 'secret', id: secret.id, name: secret.name }} annotation={annotation}>
              Edit…
            </Annotate>
          </span>
        )}
      </CardHeader>
      <CardBody>
        <Facts>
          <Fact label="Owner">
            <KeptValue kept={owner}>
              <Said text={owner?.value ?? ''} />
            </KeptValue>
          </Fact>
          <Fact label="Note">
            <KeptValue kept={note}>
              <span className="whitespace-pre-line">
                <Said text={note?.value ?? ''} />
              </span>
            </KeptValue>
          </Fact>
          <Fact label="Runbook">
            <KeptValue kept={runbook}>
              <RunbookLink href={runbook?.value ?? ''} />
            </KeptValue>
          </Fact>
        </Facts>
      </CardBody>
    </Card>
  );
}

function KeptValue({ kept, children }: { kept: Kept | null; children: ReactNode }) {
  if (!kept) return <span className="text-ink-3">none</span>;
  return (
    <>
      {children}
      {kept.from !== 'secret' && (
        <span className="note block">
          from the {kept.from}{' '}
          {kept.from === 'prefix' ? (
            <TextLink href={toHref(PREFIXES_PATH, [])} className="wrap-anywhere">
              <Said text={kept.of ?? ''} />
            </TextLink>
          ) : (
            <Said text={kept.of ?? ''} />
          )}
        </span>
      )}
    </>
  );
}
