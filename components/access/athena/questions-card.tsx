import Link from 'next/link';
import type { AthenaDaysView } from '@/lib/contract/event-questions';
import { formatBytes } from '@/components/settings/format-bytes';
import { Badge } from '@/components/ui/badge';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { Said } from '@/components/ui/said';
import { Table, TableCaption, TableHead } from '@/components/ui/table';
import { Time } from '@/components/ui/time';
import { questionPath } from './athena-url';
import { daysWords, STATE_TONES } from './question-words';

interface Props {
  questions: AthenaDaysView['questions'];
  keptMinutes: number;
  names: Readonly<Record<string, string>>;
  now: string;
}

/** One's own, as long as their answers are kept. */
export function QuestionsCard({ questions, keptMinutes, names, now }: Props) {
  if (questions.length === 0) return null;
  return (
    <Card aria-label="What you asked">
      <CardHeader>
        <CardTitle>What you asked</CardTitle>
        <p className="text-ink-3">kept for {keptMinutes} minutes, for you alone</p>
      </CardHeader>
      <Table className="data-list linked-rows">
        <TableCaption>Your questions</TableCaption>
        <TableHead columns={['Asked', 'Days', 'Of', 'Account and region', 'State', 'Scanned']} />
        <tbody>
          {questions.map((question) => (
            <tr key={question.id}>
              <td className="whitespace-nowrap">
                <Link href={questionPath(question.id)} prefetch={false} data-row-link>
                  <Time at={question.askedAt} now={now} />
                </Link>
              </td>
              <td data-label="days">{daysWords(question)}</td>
              <td className="wrap-anywhere">
                {question.secret && <Said text={question.secret.name} />}
                {question.secret && question.principal && ' by '}
                {question.principal && <Said text={question.principal.name} />}
                {!question.secret && !question.principal && <span className="text-ink-3">everything</span>}
              </td>
              <td data-label="in">{names[question.scope] ?? question.scope}</td>
              <td>
                <Badge tone={STATE_TONES[question.state]}>{question.state}</Badge>
              </td>
              <td data-label="scanned" className="tabular-nums">
                {formatBytes(question.bytes)}
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
