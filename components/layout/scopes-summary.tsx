import type { ScopeView } from '@/lib/contract/system';
import { TextLink } from '@/components/ui/text-link';
import { formatSpan } from '@/components/ui/format-time';
import { ScopeLacks } from './scope-lacks';

const MOST = 3;

/** At the foot of every page: how many scopes are fresh, and which are not, since when and why. */
export function ScopesSummary({ scopes, now, href }: { scopes: ScopeView[]; now: string; href: string | null }) {
  const troubled = scopes.filter(({ state }) => state === 'failing');
  const count = (state: ScopeView['state']): number => scopes.filter((scope) => scope.state === state).length;
  const [fresh, limited, gone] = [count('fresh'), count('limited'), count('gone')];
  return (
    <section aria-label="Scopes" className="text-sm text-ink-3">
      <p>
        {scopes.length === 1 ? '1 scope' : `${scopes.length} scopes`}
        {scopes.length > limited && ` · ${fresh} fresh`}
        {limited > 0 && ` · ${limited} limited`}
        {gone > 0 && ` · ${gone} no longer read`}
      </p>
      <ul>
        {troubled.slice(0, MOST).map((scope) => (
          <li key={scope.id} className="text-warn">
            {describeTrouble(scope, now)}
          </li>
        ))}
      </ul>
      {troubled.length > MOST && <p className="text-warn">and {troubled.length - MOST} more that fail</p>}
      {scopes
        .filter(({ lacks }) => lacks.length > 0)
        .slice(0, MOST)
        .map((scope) => (
          <ScopeLacks key={scope.id} scope={scope} />
        ))}
      {href && scopes.length > 0 && (
        <TextLink href={href} className="inline-flex min-h-6 items-center">
          All scopes
        </TextLink>
      )}
    </section>
  );
}

export function describeTrouble({ accountName, region, inventory, history }: ScopeView, now: string): string {
  const part = inventory.state === 'failing' ? inventory : history;
  const what = part === inventory ? '' : 'history ';
  const why = part.problem?.code.replace('_', ' ') ?? 'failing';
  if (!part.asOf) return `${accountName} ${region}: ${what}never read, ${why}`;
  return `${accountName} ${region}: ${what}${formatSpan(Date.parse(now) - Date.parse(part.asOf))} old, ${why}`;
}
