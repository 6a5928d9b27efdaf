import type { ReactNode } from 'react';
import Link from 'next/link';
import type { SecretDetail } from '@/lib/contract/secret-detail';
import { Badge } from '@/components/ui/badge';
import { Time } from '@/components/ui/time';
import { Said } from '@/components/ui/said';
import { EnvironmentLabel } from './environment-label';
import { RotationBadge } from './rotation-badge';
import { splitName } from './split-name';

/** Name, environment and why, scope, state; `children`: what may be done. */
export function SecretHeader({ secret, now, children }: { secret: SecretDetail; now: string; children: ReactNode }) {
  const { path, leaf } = splitName(secret.name, secret.leaf);
  return (
    <header className="flex flex-wrap items-start gap-x-6 gap-y-3 border-b border-line px-6 py-4 max-md:px-5">
      <div className="min-w-0 flex-1 basis-80">
        <p className="text-ink-3">
          <Link
            href="/secrets"
            prefetch={false}
            data-escape
            className="inline-flex min-h-6 items-center hover:text-ink"
          >
            Secrets
          </Link>
          {path
            .split('/')
            .filter(Boolean)
            .map((part) => ` / ${part}`)}
        </p>
        <h1 className="font-mono text-xl font-semibold tracking-tight wrap-anywhere">
          <span className="sr-only">{path}</span>
          <Said text={leaf} />
        </h1>
        <div className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1">
          <EnvironmentLabel value={secret.environment.value} />
          <span className="text-ink-3">
            from <Said text={secret.environment.source} />
          </span>
          <span className="text-ink-3">
            {secret.accountName} · {secret.region}
          </span>
          <RotationBadge item={secret} now={now} />
          {secret.deletion && (
            <Badge tone="bad">
              pending deletion
              {secret.deletion.endsAt && (
                <>
                  , gone <Time at={secret.deletion.endsAt} now={now} />
                </>
              )}
            </Badge>
          )}
        </div>
        <Disagreement secret={secret} />
      </div>
      <div id="acts" className="flex flex-wrap items-center gap-2">
        {children}
      </div>
    </header>
  );
}

function Disagreement({ secret }: { secret: SecretDetail }) {
  const { value, disagrees } = secret.environment;
  if (disagrees.length === 0 && secret.guardedAs === value) return null;
  return (
    <p className="mt-1.5 text-warn">
      {disagrees.length > 0 &&
        `The rules disagree: ${disagrees.map((other) => `${other.source} says ${other.value}`).join(', ')}. `}
      {secret.guardedAs !== value && `Acts are guarded as in ${secret.guardedAs}.`}
    </p>
  );
}
