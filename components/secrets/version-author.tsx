import type { VersionActView, VersionAuthorView } from '@/lib/contract/secret-detail';
import { ActorKindLabel } from '@/components/access/actor-kind';
import { Said } from '@/components/ui/said';
import { TextLink } from '@/components/ui/text-link';

/** Who made a version, and in whose rotation; what is not known says why. */
export function VersionAuthor({ author }: { author: VersionAuthorView }) {
  if (author.state === 'not-covered') return <span className="text-ink-3">not covered</span>;
  if (author.state === 'not-kept') return <span className="text-ink-3">no longer kept</span>;
  if (author.state === 'unknown') return <span className="text-ink-3">unknown</span>;
  const { wrote, rotation } = author;
  return (
    <>
      {wrote && (
        <div className="wrap-anywhere">
          <Actor act={wrote} />
        </div>
      )}
      {rotation && (
        <div className={wrote ? 'note wrap-anywhere' : 'wrap-anywhere'}>
          {rotation.eventName === 'RotateSecret' ? (
            <>
              in a rotation asked for by <Actor act={rotation} />
            </>
          ) : (
            // AWS's own event names nobody who asked for it.
            'in a rotation'
          )}
        </div>
      )}
    </>
  );
}

/** By the person's or workload's name where there is one; the principal is a link away. */
function Actor({ act: { principal, who, actorKind, eventName } }: { act: VersionActView }) {
  return (
    <>
      <TextLink
        href={`/access/principals/${principal.id}`}
        title={eventName}
        className="inline-flex min-h-6 items-center"
      >
        <Said text={who ?? principal.label} />
      </TextLink>{' '}
      <ActorKindLabel kind={actorKind} />
    </>
  );
}
