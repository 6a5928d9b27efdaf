import type { EventView } from '@/lib/contract/access';
import type { Outcome } from '@/lib/domain/event-record';
import { Badge, type Tone } from '@/components/ui/badge';
import { MonoName } from '@/components/ui/mono-name';
import { Said } from '@/components/ui/said';
import { toVisibleText } from '@/components/ui/visible-text';

const TONES = { success: 'ok', denied: 'bad', failed: 'warn' } as const satisfies Record<Outcome, Tone>;

/** The principal, and below it the person or workload behind its session. */
export function EventActor({ event: { principal, person, workload } }: { event: EventView }) {
  const who = person ?? workload;
  return (
    <>
      <MonoName path={`${principal.type}/`} leaf={principal.label} />
      {who && who !== principal.label && (
        <div className="note">
          <Said text={who} />
        </div>
      )}
    </>
  );
}

/** How it ended, and AWS's code where it did not succeed. */
export function EventOutcome({ event: { outcome, errorCode, errorMessage } }: { event: EventView }) {
  return (
    <>
      <Badge tone={TONES[outcome]}>{outcome}</Badge>
      {errorCode && (
        <div
          className="max-w-72 truncate text-xs text-ink-3"
          title={errorMessage === null ? undefined : toVisibleText(errorMessage)}
        >
          <Said text={errorCode} />
        </div>
      )}
    </>
  );
}

/** The tool and the address; an AWS service gives its own name for both. */
export const originWords = ({ client, sourceAddress }: Pick<EventView, 'client' | 'sourceAddress'>): string =>
  [...new Set([client, sourceAddress])].filter(Boolean).join(', ') || '–';
