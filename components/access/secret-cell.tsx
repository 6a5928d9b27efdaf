import Link from 'next/link';
import type { EventView } from '@/lib/contract/access';
import { EnvironmentLabel } from '@/components/secrets/environment-label';
import { splitName } from '@/components/secrets/split-name';
import { MonoName } from '@/components/ui/mono-name';

const leafOf = (name: string): string => name.split('/').at(-1) ?? name;

/** Calls that are about no one secret; a record of any other that names none was cut short, as refusals are. */
const OF_MANY = new Set(['BatchGetSecretValue', 'GetRandomPassword', 'ListSecrets']);

interface Props {
  secret: EventView['secret'];
  place?: string;
  eventName?: string;
}

/** What was acted on. Above the link of the whole row, where there is one. */
export function SecretCell({ secret, place, eventName }: Props) {
  if (!secret)
    return (
      <span className="text-ink-3">
        {eventName && !OF_MANY.has(eventName) ? 'not named in the record' : 'no single secret'}
      </span>
    );
  const name = <MonoName {...splitName(secret.name, leafOf(secret.name))} />;
  return (
    <>
      {secret.id ? (
        <Link
          href={`/secrets/${secret.id}`}
          prefetch={false}
          className="relative z-1 inline-block min-h-6 leading-6 hover:underline"
        >
          {name}
        </Link>
      ) : (
        name
      )}
      <div className="flex flex-wrap items-center gap-x-2 text-xs text-ink-3">
        {secret.environment ? <EnvironmentLabel value={secret.environment} /> : <span>not a known secret</span>}
        {place}
      </div>
    </>
  );
}
