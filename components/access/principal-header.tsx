import Link from 'next/link';
import type { PrincipalOverview } from '@/lib/contract/principals';
import { EnvironmentLabel } from '@/components/secrets/environment-label';
import { Time } from '@/components/ui/time';
import { Said } from '@/components/ui/said';
import { ActorKindLabel } from './actor-kind';
import { crossesProd, environmentWords } from './environment-words';
import { accessHref } from './events-url';
import { UnusualLine } from './unusual/unusual-line';

interface Props {
  detail: PrincipalOverview;
  unusual: number;
  now: string;
}

export function PrincipalHeader({ detail, unusual, now }: Props) {
  const { principal, actorKind, environments, environmentsRead, reads, denied, secrets } = detail;
  const words = environmentWords(environments, environmentsRead);
  const deniedEvents = accessHref([
    ['principal', principal.id],
    ['outcome', 'denied'],
    ['from', '90d'],
  ]);
  return (
    <header className="border-b border-line px-6 py-4 max-md:px-5">
      <p className="text-ink-3">
        <Link href="/access" prefetch={false} data-escape className="inline-flex min-h-6 items-center hover:text-ink">
          Access
        </Link>
        {` / ${principal.type}`}
      </p>
      <h1 className="font-mono text-xl font-semibold tracking-tight wrap-anywhere">
        <Said text={principal.label} />
      </h1>
      <p className="font-mono text-sm wrap-anywhere text-ink-3">
        <Said text={principal.arn} />
      </p>
      <div className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1">
        <ActorKindLabel kind={actorKind} />
        {environments.map((environment) => (
          <EnvironmentLabel key={environment} value={environment} />
        ))}
        {words !== null && (
          <span className={crossesProd(environmentsRead) ? 'font-medium text-warn' : 'text-ink-2'}>
            <Said text={words} />
          </span>
        )}
        <span className="text-ink-3">
          {`${secrets.toLocaleString('en')} ${secrets === 1 ? 'secret' : 'secrets'} · ${reads.toLocaleString('en')} ${reads === 1 ? 'read' : 'reads'}`}
        </span>
        {denied > 0 && (
          <Link href={deniedEvents} prefetch={false} className="inline-flex min-h-6 items-center text-bad underline">
            {`${denied.toLocaleString('en')} denied`}
          </Link>
        )}
        <span className="text-ink-3">
          first seen <Time at={detail.firstAt} now={now} />, last <Time at={detail.lastAt} now={now} />
        </span>
        <UnusualLine count={unusual} of={[['principal', principal.id]]} />
      </div>
    </header>
  );
}
