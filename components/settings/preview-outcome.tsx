import type { EnvironmentsPreview } from '@/lib/contract/environments-preview';
import type { ApiAnswer } from '@/components/api/call-api';
import { EnvironmentLabel } from '@/components/secrets/environment-label';
import { Notice } from '@/components/ui/notice';
import { Said } from '@/components/ui/said';
import { Table, TableCaption, TableHead } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';

type Valid = Extract<EnvironmentsPreview, { valid: true }>;

const number = (count: number): string => count.toLocaleString('en');
const secrets = (count: number): string => (count === 1 ? '1 secret' : `${number(count)} secrets`);

export function PreviewOutcome({ answer }: { answer: ApiAnswer<EnvironmentsPreview> }) {
  if (!answer.ok) return <Notice tone="bad">{answer.problem.detail}</Notice>;
  const { data } = answer;
  if (!data.valid)
    return (
      <Notice tone="bad">
        <p>These rules would be refused, and those in force would stay.</p>
        <ul className="list-disc pl-5">
          {data.mistakes.map(({ where, problem, mend }) => (
            <li key={`${where} ${problem}`}>
              {where}: {problem}. {mend}
            </li>
          ))}
        </ul>
      </Notice>
    );
  return <Moves preview={data} />;
}

/** What a count was and would be; left out where both are the same. */
const changes = ({ laxer, stricter, disagreeing, unknown, regrouped }: Valid): string[] => [
  ...(laxer > 0 ? [`${secrets(laxer)} guarded as prod today would not be any more.`] : []),
  ...(stricter > 0 ? [`${secrets(stricter)} would be guarded as prod, and are not today.`] : []),
  ...(disagreeing.before === disagreeing.after
    ? []
    : [`Rules disagree on ${secrets(disagreeing.after)}; today on ${number(disagreeing.before)}.`]),
  ...(unknown.before === unknown.after
    ? []
    : [`The environment of ${secrets(unknown.after)} would be unknown; today of ${number(unknown.before)}.`]),
  ...(regrouped > 0 ? [`${secrets(regrouped)} would have another service or leaf.`] : []),
];

function Moves({ preview }: { preview: Valid }) {
  const notes = changes(preview);
  return (
    <div className="flex flex-col gap-2">
      <p>
        <b className="font-semibold">{preview.moved === 0 ? 'No secret' : secrets(preview.moved)}</b> of{' '}
        {number(preview.secrets)} that you see would move to another environment.
      </p>
      {notes.length > 0 && (
        <ul className="list-disc pl-5">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      {preview.moves.length > 0 && (
        <Table>
          <TableCaption>Secrets that would move</TableCaption>
          <TableHead columns={['From', 'To', 'Secrets', 'Such as']} />
          <tbody>
            {preview.moves.map((move) => (
              <tr key={`${move.from} ${move.to}`}>
                <td>
                  <EnvironmentLabel value={move.from} />
                </td>
                <td>
                  <EnvironmentLabel value={move.to} />
                </td>
                <td>{number(move.count)}</td>
                <td>
                  <ul>
                    {move.examples.map(({ id, name, accountName, before, after }) => (
                      <li key={id}>
                        <TextLink href={`/secrets/${id}`}>
                          <Said text={name} />
                        </TextLink>{' '}
                        <span className="text-ink-3">
                          <Said text={`${accountName}: ${before} → ${after}`} />
                        </span>
                      </li>
                    ))}
                  </ul>
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </div>
  );
}
