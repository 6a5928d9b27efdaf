import Link from 'next/link';
import type { UnusualView } from '@/lib/contract/unusual';
import { ActorKindLabel } from '@/components/access/actor-kind';
import { SecretCell } from '@/components/access/secret-cell';
import { Badge, type Tone } from '@/components/ui/badge';
import { MonoName } from '@/components/ui/mono-name';
import { Said } from '@/components/ui/said';
import { TableCaption, TableHeader } from '@/components/ui/table';
import { Time } from '@/components/ui/time';
import { classNames } from '@/components/ui/class-names';
import { toVisibleText } from '@/components/ui/visible-text';
import { DismissalLine } from './dismissal-line';
import { ChangeFinding, SelectFinding } from './finding-row-acts';
import { nameOfFinding } from './finding-words';
import { eventsOf } from './unusual-url';

/** What nobody explains away; the rest may well have a reason. */
const GRAVE: readonly UnusualView['rule'][] = ['root', 'outside-ledger'];
const toneOf = ({ rule }: UnusualView): Tone => (GRAVE.includes(rule) ? 'bad' : 'warn');

interface Props {
  items: readonly UnusualView[];
  mayDismiss: boolean;
  now: string;
}

export function UnusualTable({ items, mayDismiss, now }: Props) {
  return (
    <div className="md:overflow-x-auto">
      <table
        className={classNames(
          'data-table data-list linked-rows [--edge:--spacing(5)]',
          mayDismiss && 'selectable-rows',
        )}
      >
        <TableCaption>Unusual reads</TableCaption>
        <thead>
          <tr>
            {['When', 'What', 'Who', 'Secret'].map((name) => (
              <TableHeader key={name}>{name}</TableHeader>
            ))}
            <TableHeader className="text-right">Events</TableHeader>
            {mayDismiss && (
              <TableHeader>
                <span className="sr-only">Act</span>
              </TableHeader>
            )}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <UnusualRow key={item.id} item={item} mayDismiss={mayDismiss} now={now} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The row leads to the events that it was made of. */
function UnusualRow({ item, mayDismiss, now }: Omit<Props, 'items'> & { item: UnusualView }) {
  const { id, principal, secret, title, reason, facts, count, dismissal } = item;
  const name = nameOfFinding(item);
  return (
    <tr>
      <td className="whitespace-nowrap">
        {mayDismiss && <SelectFinding id={id} name={name} />}
        <Time at={item.firstAt} now={now} />
      </td>
      <td className="min-w-72 max-md:w-full">
        <Badge tone={toneOf(item)}>{title}</Badge>
        <p className="mt-1 max-w-[62ch] wrap-anywhere whitespace-normal">
          <Said text={reason} />
        </p>
        {facts.length > 0 && (
          <dl className="mt-0.5 flex max-w-[62ch] flex-wrap gap-x-3 text-xs text-ink-3">
            {facts.map(({ label, value }) => (
              <div key={label} className="flex gap-1">
                <dt>{label}</dt>
                <dd className="wrap-anywhere text-ink-2">
                  <Said text={value} />
                </dd>
              </div>
            ))}
          </dl>
        )}
        {dismissal && <DismissalLine item={{ ...item, dismissal }} now={now} />}
      </td>
      <td title={toVisibleText(principal.arn)} className="min-w-36 wrap-anywhere">
        <Link href={eventsOf(item)} prefetch={false} data-row-link>
          <MonoName path={`${principal.type}/`} leaf={principal.label} />
        </Link>
        <div className="text-xs">
          <ActorKindLabel kind={item.actorKind} />
        </div>
      </td>
      <td className="wrap-anywhere">
        {secret ? <SecretCell secret={secret} /> : <span className="text-ink-3">several</span>}
      </td>
      <td data-label="events" className="md:text-right">
        {count.toLocaleString('en')}
      </td>
      {mayDismiss && (
        <td className="md:text-right">
          <ChangeFinding id={id} change={dismissal ? 'reopen' : 'dismiss'} name={name} />
        </td>
      )}
    </tr>
  );
}
