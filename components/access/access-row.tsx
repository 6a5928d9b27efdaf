import Link from 'next/link';
import type { EventView } from '@/lib/contract/access';
import { withValue, type UrlState } from '@/components/layout/url-state';
import { classNames } from '@/components/ui/class-names';
import { Time } from '@/components/ui/time';
import { Said } from '@/components/ui/said';
import { toVisibleText } from '@/components/ui/visible-text';
import { ActorKindLabel } from './actor-kind';
import { EventActor, EventOutcome } from './event-words';
import { accessHref } from './events-url';
import { placeWords, type NamedAccount } from './place-words';
import { SecretCell } from './secret-cell';

const LONGEST_IPV4 = '255.255.255.255'.length;

interface Props {
  event: EventView;
  state: UrlState;
  scopes: readonly NamedAccount[];
  now: string;
}

/** The whole row leads to the principal; what stands beside it leads on, too. */
export function AccessRow({ event, state, scopes, now }: Props) {
  const { client, sourceAddress } = event;
  return (
    <tr>
      <td className="whitespace-nowrap">
        <Time at={event.at} now={now} />
      </td>
      <td title={toVisibleText(event.principal.arn)} className="min-w-40 wrap-anywhere">
        <Link href={`/access/principals/${event.principal.id}`} prefetch={false} data-row-link>
          <EventActor event={event} />
        </Link>
      </td>
      <td className="whitespace-nowrap">
        <ActorKindLabel kind={event.actorKind} />
      </td>
      <td className="md:whitespace-nowrap">
        <Said text={event.eventName} />
        {event.versionStage && (
          <div className="note">
            <Said text={event.versionStage} />
          </div>
        )}
      </td>
      <td className="wrap-anywhere max-md:w-full">
        <SecretCell secret={event.secret} place={placeWords(event, scopes)} eventName={event.eventName} />
      </td>
      <td>
        <EventOutcome event={event} />
      </td>
      <td
        data-label="from"
        className="text-ink-2 wrap-anywhere"
        title={event.userAgent === null ? undefined : toVisibleText(event.userAgent)}
      >
        {sourceAddress && (
          <Link
            href={accessHref(withValue(state, 'address', sourceAddress))}
            prefetch={false}
            aria-label={`Only from ${toVisibleText(sourceAddress)}`}
            className={classNames(
              'relative z-1 inline-flex min-h-6 items-center hover:text-ink hover:underline',
              // An IPv4 address is read at a glance, in one piece.
              sourceAddress.length <= LONGEST_IPV4 && 'whitespace-nowrap',
            )}
          >
            <Said text={sourceAddress} />
          </Link>
        )}
        {client && client !== sourceAddress && (
          <div className="note">
            <Said text={client} />
          </div>
        )}
        {!client && !sourceAddress && '–'}
      </td>
    </tr>
  );
}
