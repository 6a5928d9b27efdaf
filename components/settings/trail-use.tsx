import type { TrailScopeView, TrailUseView } from '@/lib/contract/trail';
import { Badge } from '@/components/ui/badge';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { Table, TableCaption, TableHeader } from '@/components/ui/table';
import { Time } from '@/components/ui/time';
import { ProblemText } from './problem-text';

/** What was read, scope by scope, and what is missing still. */
export function TrailUse({ use, now }: { use: TrailUseView | null; now: string }) {
  return (
    <Card aria-label="What was read" tone={use && use.troubled > 0 ? 'warn' : 'plain'}>
      <CardHeader>
        <CardTitle>What was read</CardTitle>
        <p className="text-ink-3">today’s files, and those of days that nothing else told whole, the newest first</p>
      </CardHeader>
      {use ? (
        <>
          <CardBody>
            <p className="text-ink-2">
              {plural(use.files, 'file')} of {plural(use.total, 'scope')}
              {use.troubled > 0 && `, ${use.troubled.toLocaleString('en')} of them with a problem`}
              {use.total > use.scopes.length && `; the first ${use.scopes.length} are shown`}
            </p>
          </CardBody>
          <Scopes scopes={use.scopes} now={now} />
        </>
      ) : (
        <CardBody>
          <p className="text-ink-2">
            Nothing was looked at yet: the worker begins once it runs with this configuration.
          </p>
        </CardBody>
      )}
    </Card>
  );
}

const plural = (many: number, one: string): string => `${many.toLocaleString('en')} ${many === 1 ? one : `${one}s`}`;

function Scopes({ scopes, now }: { scopes: TrailUseView['scopes']; now: string }) {
  return (
    <Table className="data-list">
      <TableCaption>What was read of each scope</TableCaption>
      <thead>
        <tr>
          <TableHeader>Scope</TableHeader>
          <TableHeader>State</TableHeader>
          <TableHeader>Last look</TableHeader>
          <TableHeader>Newest file</TableHeader>
          <TableHeader className="text-right">Files</TableHeader>
          <TableHeader>Missing</TableHeader>
        </tr>
      </thead>
      <tbody>
        {scopes.map((one) => (
          <ScopeRow key={one.scope} one={one} now={now} />
        ))}
      </tbody>
    </Table>
  );
}

function ScopeRow({ one, now }: { one: TrailScopeView; now: string }) {
  const { scope, problem, asOf, lookedAt, newestAt, files, broken } = one;
  return (
    <tr>
      <td className="whitespace-nowrap">{scope}</td>
      <td data-label="State" className="whitespace-normal">
        <Badge tone={problem ? 'warn' : 'ok'}>{problem ? 'failing' : 'fresh'}</Badge>
        {problem && <ProblemText problem={problem} className="max-w-prose wrap-anywhere" />}
      </td>
      <td data-label="Last look">
        <Time at={problem === null && asOf ? asOf : lookedAt} now={now} />
      </td>
      <td data-label="Newest file">{newestAt ? <Time at={newestAt} now={now} /> : 'none'}</td>
      <td data-label="Files" className="text-right tabular-nums">
        {files.toLocaleString('en')}
        {broken > 0 && <span className="block text-sm text-ink-3">{broken.toLocaleString('en')} unreadable</span>}
      </td>
      <td data-label="Missing">{missingText(one.missing, now.slice(0, 10))}</td>
    </tr>
  );
}

/** Today's folder fills still, so that it is never whole. */
function missingText({ days, first, last }: TrailScopeView['missing'], today: string): string {
  if (days === 0 || first === null || last === null) return 'nothing';
  if (days === 1) return first === today ? 'only what comes today' : first;
  return `${days.toLocaleString('en')} days, ${first} to ${last}`;
}
