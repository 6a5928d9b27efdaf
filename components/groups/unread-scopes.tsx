import type { ScopeView } from '@/lib/contract/system';

/** Scopes of which no listing has ended yet: what they hold is in no number, or only a part of it. */
export function UnreadScopes({ scopes }: { scopes: ScopeView[] }) {
  const unread = scopes.filter(({ inventory }) => inventory.asOf === null);
  if (unread.length === 0) return null;
  const names = unread.map(({ accountName, region }) => `${accountName} ${region}`);
  return (
    <p className="border-b border-line bg-warn-soft px-5 py-2 text-sm">
      <span className="font-medium text-warn">
        {unread.length === 1 ? '1 scope was' : `${unread.length} scopes were`} never read completely.
      </span>{' '}
      What is in {names.slice(0, 3).join(', ')}
      {names.length > 3 && ` and ${names.length - 3} more`} is counted in part or not at all.
    </p>
  );
}
