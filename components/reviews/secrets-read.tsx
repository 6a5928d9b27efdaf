import type { ReviewReaderView } from '@/lib/contract/reviews';
import { splitName } from '@/components/secrets/split-name';
import { MonoName } from '@/components/ui/mono-name';
import { TextLink } from '@/components/ui/text-link';

const leafOf = (name: string): string => name.split('/').at(-1) ?? name;

/** The most read by name, and how many besides. */
export function SecretsRead({ reader }: { reader: Pick<ReviewReaderView, 'most' | 'secrets' | 'principal'> }) {
  const { most, secrets, principal } = reader;
  const more = secrets - most.length;
  return (
    <ul>
      {most.map(({ id, name, reads }) => (
        <li key={id} className="min-h-6">
          <TextLink href={`/secrets/${id}`}>
            <MonoName {...splitName(name, leafOf(name))} />
          </TextLink>
          {/* Not alone on a line: there it would be a number of nothing. */}
          <span className="text-xs text-ink-3">{`\u00a0${reads.toLocaleString('en')}`}</span>
        </li>
      ))}
      {more > 0 && (
        <li className="min-h-6 text-sm">
          <TextLink href={`/access/principals/${principal.id}`}>and {more.toLocaleString('en')} more</TextLink>
        </li>
      )}
    </ul>
  );
}
