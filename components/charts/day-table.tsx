import type { DayBar, DaySeries } from './day-bars';

const KNOWN = { whole: 'covered', part: 'covered in part', none: 'not covered' } as const;

/** The same numbers as the bars, for those who do not see them. */
export function DayTable({
  caption,
  days,
  series,
}: {
  caption: string;
  days: readonly DayBar[];
  series: readonly DaySeries[];
}) {
  return (
    <div className="sr-only">
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Day</th>
            {series.map(({ key, name }) => (
              <th key={key} scope="col">
                {name}
              </th>
            ))}
            <th scope="col">Coverage</th>
          </tr>
        </thead>
        <tbody>
          {days.map((bar) => (
            <tr key={bar.day}>
              <th scope="row">{bar.day}</th>
              {series.map(({ key }) => (
                <td key={key}>{bar.known === 'none' ? 'unknown' : (bar.values[key] ?? 0)}</td>
              ))}
              <td>{KNOWN[bar.known]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
