import type { CalendarItem } from '@/lib/contract/rotation-calendar';
import { EnvironmentLabel } from '@/components/secrets/environment-label';
import { ROTATION_TONES } from '@/components/secrets/rotation-words';
import { splitName } from '@/components/secrets/split-name';
import { Badge } from '@/components/ui/badge';
import { MonoName } from '@/components/ui/mono-name';
import { Said } from '@/components/ui/said';
import { Table, TableCaption, TableHeader } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { ExactTime, Time, TimeWindow } from '@/components/ui/time';
import { byDueDay, dayWords } from './by-day';

/** The same in every day's table, so that they stand below one another. */
const COLUMNS = [
  ['Secret', 'md:w-[28%]'],
  ['Environment', 'md:w-[11%]'],
  ['Where', 'md:w-[22%]'],
  ['State', 'md:w-[10%]'],
  ['Window', 'md:w-[14%]'],
  ['Schedule', ''],
] as const;

/** What is to be rotated next, day by day. */
export function ComingDays({ items, now }: { items: readonly CalendarItem[]; now: string }) {
  return byDueDay(items, now).map(({ key, items: own }, place) => (
    <section key={key} aria-label={`Due: ${dayWords(key)}`} className="border-b border-line pb-2">
      <h3 className="px-4 pt-3 pb-1 font-medium max-md:px-5">
        {dayWords(key)} <span className="font-normal text-ink-3">{own.length.toLocaleString('en')}</span>
      </h3>
      <Table className="data-list md:min-w-220 md:table-fixed max-md:[--edge:--spacing(5)]">
        <TableCaption>{`Due: ${dayWords(key)}`}</TableCaption>
        <colgroup>
          {COLUMNS.map(([name, width]) => (
            <col key={name} className={width} />
          ))}
        </colgroup>
        {/* Once above all of them for who sees it, since they stand below one another. */}
        <thead className={place > 0 ? 'sr-only' : undefined}>
          <tr>
            {COLUMNS.map(([name]) => (
              <TableHeader key={name}>{name}</TableHeader>
            ))}
          </tr>
        </thead>
        <tbody>
          {own.map((item) => (
            <Row key={item.secret.id} item={item} day={key} now={now} />
          ))}
        </tbody>
      </Table>
    </section>
  ));
}

function Row({ item, day, now }: { item: CalendarItem; day: string; now: string }) {
  const { secret, state, schedule, nextRotationAt, window } = item;
  return (
    <tr>
      <td className="wrap-anywhere">
        <TextLink href={`/secrets/${secret.id}`} className="inline-flex min-h-6 items-center">
          <MonoName {...splitName(secret.name, secret.leaf)} />
        </TextLink>
      </td>
      <td className="wrap-anywhere">
        <EnvironmentLabel value={secret.environment} />
      </td>
      <td className="text-ink-2 wrap-anywhere">
        <Said text={secret.accountName} /> · {secret.region}
      </td>
      <td className="whitespace-nowrap">
        <Badge tone={ROTATION_TONES[state]}>{state}</Badge>
      </td>
      <td data-label="window">
        {window ? (
          <TimeWindow from={window.opensAt} to={window.closesAt} day={day} />
        ) : nextRotationAt ? (
          nextRotationAt < now ? (
            <>
              was due <Time at={nextRotationAt} now={now} />
            </>
          ) : (
            <>
              by <ExactTime at={nextRotationAt} />
            </>
          )
        ) : (
          'not told'
        )}
      </td>
      <td data-label="schedule" className="text-ink-2">
        {schedule ?? '–'}
      </td>
    </tr>
  );
}
