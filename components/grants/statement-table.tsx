import type { StatementVerdictView } from '@/lib/contract/grants';
import { Badge, type Tone } from '@/components/ui/badge';
import { Table, TableCaption, TableHeader } from '@/components/ui/table';
import { Said } from '@/components/ui/said';

const NAMING = {
  named: 'names them',
  'not named': 'does not name them',
  'not known': 'not known: neither session nor provider tells',
} as const satisfies Record<StatementVerdictView['naming'], string>;

function toResult({ applies, effect }: StatementVerdictView): { tone: Tone; words: string } {
  if (!applies) return { tone: 'off', words: 'does not apply' };
  return effect === 'deny' ? { tone: 'bad', words: 'denies' } : { tone: 'ok', words: 'allows' };
}

/** Each statement about a permission: whom it names, where it holds, and which condition failed. */
export function StatementTable({ caption, statements }: { caption: string; statements: StatementVerdictView[] }) {
  return (
    <Table className="data-list">
      <TableCaption>{caption}</TableCaption>
      <thead>
        <tr>
          <TableHeader>Line</TableHeader>
          <TableHeader>Says</TableHeader>
          <TableHeader>Who</TableHeader>
          <TableHeader>Where</TableHeader>
          <TableHeader>So it</TableHeader>
        </tr>
      </thead>
      <tbody>
        {statements.map((statement, index) => (
          <StatementRow key={index} statement={statement} />
        ))}
      </tbody>
    </Table>
  );
}

function StatementRow({ statement }: { statement: StatementVerdictView }) {
  const { line, effect, who, may, naming, conditions } = statement;
  const { tone, words } = toResult(statement);
  return (
    <tr className="align-top">
      <td className="font-mono text-sm text-ink-3">{line === null ? '–' : `line ${line}`}</td>
      <td data-label="says">
        {effect === 'deny' ? 'deny' : 'allow'}
        <div className="note wrap-anywhere">{may.join(' ')}</div>
      </td>
      <td className="wrap-anywhere">
        <Said text={who} />
        <div className="note">{NAMING[naming]}</div>
      </td>
      <td className="wrap-anywhere">
        {conditions.length === 0 ? (
          <span className="text-ink-3">everywhere</span>
        ) : (
          <ul>
            {conditions.map((one) => (
              <li key={one.condition} className={one.holds ? 'text-ink-2' : 'text-ink'}>
                <span className="font-mono text-sm">
                  {one.condition}: <Said text={one.says} />
                </span>{' '}
                <span className="text-ink-3">
                  {one.holds ? 'holds:' : 'fails:'} it is <Said text={one.found === '' ? 'empty' : one.found} />
                </span>
              </li>
            ))}
          </ul>
        )}
      </td>
      <td>
        <Badge tone={tone}>{words}</Badge>
      </td>
    </tr>
  );
}
