import Link from 'next/link';
import type { LedgerEntryView } from '@/lib/contract/ledger';
import { EnvironmentLabel } from '@/components/secrets/environment-label';
import { Badge } from '@/components/ui/badge';
import { classNames } from '@/components/ui/class-names';
import { TextLink } from '@/components/ui/text-link';
import { Time } from '@/components/ui/time';
import { withValue, type UrlState } from '@/components/layout/url-state';
import { Said } from '@/components/ui/said';
import { toVisibleText } from '@/components/ui/visible-text';
import { LEDGER_PATH, ledgerHref } from './ledger-url';
import { ACTION_WORDS, describeTarget, PHASE_TONES, PHASE_WORDS, UNKNOWN_TO_AWS } from './ledger-words';

/** One entry: when, who, what of which secret, how it ended, why. */
export function LedgerRow({ entry, state, now }: { entry: LedgerEntryView; state: UrlState; now: string }) {
  const { actor, secret } = entry;
  return (
    <tr>
      <td className="max-md:w-auto font-mono text-sm text-ink-3" title={`hash ${entry.hash}`}>
        <TextLink href={`${LEDGER_PATH}/${entry.seq}`} className="inline-flex min-h-6 items-center text-ink-3!">
          {entry.seq}
        </TextLink>
      </td>
      <td className="whitespace-nowrap">
        <Time at={entry.at} now={now} />
      </td>
      <td title={toVisibleText(actor.id)}>
        <TextLink href={ledgerHref(withValue(state, 'actor', actor.id))} className="text-ink!">
          <Said text={actor.name} />
        </TextLink>
        {actor.persona && <div className="note">{actor.persona}</div>}
        {actor.token && (
          <div className="note wrap-anywhere" title={actor.token.id}>
            by the token “<Said text={actor.token.name} />”
          </div>
        )}
      </td>
      <td>
        {ACTION_WORDS[entry.action]}
        <div className="note">
          <Said text={describeTarget(entry.detail) ?? ''} />
        </div>
      </td>
      <td className={secret ? undefined : 'max-md:hidden'}>
        {secret ? (
          <>
            <TextLink
              href={`/secrets/${secret.id}`}
              className="inline-flex min-h-6 items-center font-mono text-sm wrap-anywhere"
            >
              <Said text={secret.name} />
            </TextLink>
            <div className="flex items-center gap-2 text-xs text-ink-3">
              <EnvironmentLabel value={secret.environment} />
              <Link
                href={ledgerHref(withValue(state, 'secret', secret.id))}
                prefetch={false}
                className="inline-flex min-h-6 items-center hover:text-ink"
              >
                only this
              </Link>
            </div>
          </>
        ) : (
          <span className="text-ink-3">–</span>
        )}
      </td>
      <td>
        <Badge tone={PHASE_TONES[entry.phase]}>{PHASE_WORDS[entry.phase]}</Badge>
        {entry.count > 1 && <span className="ml-1.5 text-sm text-ink-3">{entry.count} times</span>}
        {entry.code && <div className="note">{entry.code}</div>}
        {entry.detail['personKnownToAws'] === false && <div className="note">{UNKNOWN_TO_AWS}</div>}
      </td>
      <td className={classNames('max-w-64 wrap-anywhere', entry.reason === null && 'max-md:hidden')}>
        {entry.reason === null ? <span className="text-ink-3">–</span> : <Said text={entry.reason} />}
      </td>
      <td>
        <Details entry={entry} />
      </td>
    </tr>
  );
}

function Details({ entry }: { entry: LedgerEntryView }) {
  const rows = Object.entries({ ...entry.detail, requestId: entry.requestId }).filter(([, value]) => value !== null);
  if (rows.length === 0) return null;
  return (
    <details className="text-xs text-ink-2">
      <summary className="min-h-6 leading-6 whitespace-nowrap text-ink-3 hover:text-ink">details</summary>
      {rows.map(([key, value]) => (
        <div key={key} className="wrap-anywhere">
          <span className="text-ink-3">{key}</span>{' '}
          <span className="font-mono">
            <Said text={String(value)} />
          </span>
        </div>
      ))}
    </details>
  );
}
