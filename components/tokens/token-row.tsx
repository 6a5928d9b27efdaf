import type { TokenView } from '@/lib/contract/tokens';
import { Badge } from '@/components/ui/badge';
import { Time } from '@/components/ui/time';
import { Said } from '@/components/ui/said';
import { toVisibleText } from '@/components/ui/visible-text';
import { EndToken } from './end-token';
import { describePlaces, STATE_TONES } from './token-words';

export function TokenRow({ token, now }: { token: TokenView; now: string }) {
  const { createdBy, state } = token;
  return (
    <tr>
      <td className="wrap-anywhere">
        <Said text={token.name} />
        <div className="font-mono text-xs whitespace-nowrap text-ink-3">{token.prefix}…</div>
      </td>
      <td className="max-md:w-full">
        <div className="font-mono text-sm wrap-anywhere">{token.permissions.join(' ')}</div>
        {describePlaces(token.where).map((place) => (
          <div key={place} className="note wrap-anywhere">
            <Said text={place} />
          </div>
        ))}
      </td>
      <td data-label="acts as" title={toVisibleText(createdBy.id)}>
        <Said text={createdBy.name} />
        <div className="note whitespace-nowrap">
          since <Time at={token.createdAt} now={now} />
        </div>
      </td>
      <td data-label="last used" className="whitespace-nowrap text-ink-2">
        {token.lastUsedAt ? <Time at={token.lastUsedAt} now={now} /> : 'never'}
        {token.lastAddress && <div className="note font-mono">{token.lastAddress}</div>}
      </td>
      <td data-label="expires" className="whitespace-nowrap text-ink-2">
        <Time at={token.expiresAt} now={now} />
      </td>
      <td>
        <Badge tone={STATE_TONES[state]}>{state}</Badge>
        {token.endedAt && (
          <div className="note">
            <Time at={token.endedAt} now={now} /> by <Said text={token.endedBy ?? ''} />
          </div>
        )}
      </td>
      <td>{state === 'live' && <EndToken id={token.id} name={token.name} prefix={token.prefix} />}</td>
    </tr>
  );
}
