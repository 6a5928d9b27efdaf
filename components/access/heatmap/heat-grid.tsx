'use client';
import { useCallback, useEffect, useRef, useState } from 'react';
import { HeatLegend } from './heat-legend';
import { HeatRow, type HeatRowData } from './heat-row';
import { planScale } from './heat-scale';
import { dayWords, monthSpans, type HeatDay } from './heat-words';
import { useGridKeys } from './use-grid-keys';

interface Props {
  caption: string;
  /** Over the names. */
  head: string;
  days: readonly HeatDay[];
  rows: readonly HeatRowData[];
  /** What is counted, one of it: `read`. */
  what: string;
}

const BLANK = '\u00A0';
const HINT = 'Point at a cell, or reach one with Tab and the arrow keys.';

function describe(cell: HTMLTableCellElement | null): string {
  const name = cell?.closest('tr')?.dataset['name'];
  return cell && name ? `${name}, ${dayWords(cell.dataset['day'] ?? '')}: ${cell.textContent}` : HINT;
}

/** Who did how much on which day: a table whose cells are coloured by their count and lead to what they count. */
export function HeatGrid({ caption, head, days, rows, what }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [said, setSaid] = useState(HINT);
  const tell = useCallback((cell: HTMLTableCellElement | null) => setSaid(describe(cell)), []);
  const table = useGridKeys(tell);
  const scale = planScale(rows.flatMap(({ cells }) => cells.map(([count]) => count)));
  useEffect(() => {
    // The newest days are at the end; where there is no room for all of them, they are what is looked at first.
    box.current?.scrollTo({ left: box.current.scrollWidth });
  }, []);
  return (
    <>
      <div ref={box} className="heat-box">
        <table ref={table} className="heat">
          <caption className="sr-only">{caption}</caption>
          <thead>
            <tr aria-hidden>
              <td>{BLANK}</td>
              {monthSpans(days).map(({ key, name, days: span }) => (
                <td key={key} colSpan={span} className="text-left text-xs whitespace-nowrap text-ink-3">
                  {name}
                </td>
              ))}
              <td>{BLANK}</td>
            </tr>
            <tr>
              <th scope="col">{head}</th>
              {days.map(({ day }) => (
                <th key={day} scope="col" className="heat-day">
                  <span className="sr-only">{day}</span>
                  <span aria-hidden>{day.slice(8)}</span>
                </th>
              ))}
              <th scope="col" className="heat-sum">
                {what === 'read' ? 'Reads' : 'Events'}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <HeatRow key={row.key} row={row} days={days} scale={scale} what={what} />
            ))}
          </tbody>
        </table>
      </div>
      <p aria-hidden className="min-h-6 px-4 pt-1 text-sm wrap-anywhere text-ink-2">
        {said}
      </p>
      <HeatLegend scale={scale} days={days} what={what} />
    </>
  );
}
