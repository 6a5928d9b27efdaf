import type { RoleTestView } from '@/lib/contract/role-tests';
import { Badge, type Tone } from '@/components/ui/badge';
import { Table, TableCaption, TableHeader } from '@/components/ui/table';

type Role = RoleTestView['roles'][number];
type Verdict = Role['checks'][number]['verdict'];

const TONES = { good: 'ok', warn: 'warn', bad: 'bad', unknown: 'off' } as const satisfies Record<Verdict, Tone>;
const WORDS = { good: 'good', warn: 'loose', bad: 'wrong', unknown: 'not tested' } as const;

const nameOf = (use: Role['use']): string => (use === 'own' ? 'Keyledger’s own credentials' : use);

/** What was seen of one role: each thing with its verdict, and the remedy where it is wrong. */
export function RoleChecks({ role, region }: { role: Role; region: string }) {
  return (
    <section aria-label={`${nameOf(role.use)} in ${region}`} className="border-t border-line">
      <h3 className="px-4 pt-3 font-medium">
        {nameOf(role.use)} {role.arn && <span className="font-mono text-xs text-ink-3">{role.arn}</span>}
      </h3>
      <Table className="data-list">
        <TableCaption>
          Checks of {nameOf(role.use)} in {region}
        </TableCaption>
        <thead className="sr-only">
          <tr>
            <TableHeader>Result</TableHeader>
            <TableHeader>What</TableHeader>
            <TableHeader>Seen</TableHeader>
          </tr>
        </thead>
        <tbody>
          {role.checks.map(({ name, verdict, message, remedy }) => (
            <tr key={name} className="[&>td]:align-top">
              <td className="md:w-28">
                <Badge tone={TONES[verdict]}>{WORDS[verdict]}</Badge>
              </td>
              <td className="md:w-80">
                <span className={name.includes(':') ? 'font-mono text-sm' : undefined}>{name}</span>
              </td>
              <td className="max-md:w-full">
                <p className="wrap-anywhere">{message}</p>
                {remedy && verdict !== 'good' && <p className="wrap-anywhere text-ink-2">{remedy}</p>}
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  );
}
