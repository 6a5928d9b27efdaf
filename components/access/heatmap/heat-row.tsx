'use client';
import { memo } from 'react';
import Link from 'next/link';
import { classNames } from '@/components/ui/class-names';
import { MonoName } from '@/components/ui/mono-name';
import { toVisibleText } from '@/components/ui/visible-text';
import { levelOf } from './heat-scale';
import { cellWords, type HeatCell, type HeatDay } from './heat-words';

export interface HeatRowData {
  key: string;
  path: string;
  leaf: string;
  /** A second line under the name. */
  note: string | null;
  /** Where the name leads to; null: this is its page. */
  href: string | null;
  /** Of its events, without a period. */
  base: string;
  /** Of all its events of the period. */
  all: string;
  total: HeatCell;
  /** One for each day. */
  cells: readonly HeatCell[];
}

interface Props {
  row: HeatRowData;
  days: readonly HeatDay[];
  scale: readonly number[];
  what: string;
}

/** Not drawn again where only the cell that is pointed at is another. */
export const HeatRow = memo(function HeatRow({ row, days, scale, what }: Props) {
  const name = <MonoName path={row.path} leaf={row.leaf} />;
  const [count, denied] = row.total;
  return (
    <tr data-name={toVisibleText(`${row.path}${row.leaf}`)}>
      <th scope="row">
        {row.href === null ? (
          name
        ) : (
          <Link href={row.href} prefetch={false} className="inline-flex min-h-6 items-center hover:underline">
            {name}
          </Link>
        )}
        {row.note !== null && <div className="note">{toVisibleText(row.note)}</div>}
      </th>
      {days.map(({ day, known }, at) => {
        const cell = row.cells[at] ?? [0, 0, 0];
        const words = <span className="sr-only">{cellWords(cell, known, what)}</span>;
        const level = levelOf(cell[0], scale);
        return (
          <td
            key={day}
            data-day={day}
            tabIndex={-1}
            className={classNames('heat-cell', `heat-${level}`, known !== 'whole' && `heat-${known}`)}
          >
            {level === 0 ? (
              words
            ) : (
              <a href={`${row.base}&from=${day}&to=${day}`} data-denied={cell[1] > 0 || undefined}>
                {words}
              </a>
            )}
          </td>
        );
      })}
      <td className="heat-sum">
        <a href={row.all} className="inline-flex min-h-6 items-center text-accent hover:underline">
          {count.toLocaleString('en')}
        </a>
        {denied > 0 && <div className="text-sm text-bad">{denied.toLocaleString('en')} denied</div>}
      </td>
    </tr>
  );
});
