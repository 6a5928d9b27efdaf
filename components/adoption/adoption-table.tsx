import type { AdoptionReaderView } from '@/lib/contract/adoption';
import { ActorKindLabel } from '@/components/access/actor-kind';
import { Badge } from '@/components/ui/badge';
import { Said } from '@/components/ui/said';
import { Table, TableCaption, TableHead } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { Time } from '@/components/ui/time';
import { STATES } from './adoption-words';

const COLUMNS = ['Reader', 'New version', 'What is known', 'Last read', 'How often', 'When'];

interface Props {
  readers: readonly AdoptionReaderView[];
  now: string;
}

/** Who read it in the last 30 days, those who are not known to have the new version first. */
export function AdoptionTable({ readers, now }: Props) {
  return (
    <Table className="data-list">
      <TableCaption>Who has the new version</TableCaption>
      <TableHead columns={COLUMNS} />
      <tbody>
        {readers.map((reader) => (
          <ReaderRow key={`${reader.principal} ${reader.actorKind}`} reader={reader} now={now} />
        ))}
      </tbody>
    </Table>
  );
}

function ReaderRow({ reader, now }: { reader: AdoptionReaderView; now: string }) {
  const { principal, who, actorKind, state, says, lastAt, cadence } = reader;
  const { tone, word } = STATES[state];
  return (
    <tr>
      <td className="wrap-anywhere">
        <TextLink href={`/access/principals/${principal}`} className="inline-flex min-h-6 items-center">
          <Said text={who} />
        </TextLink>
        {actorKind !== 'workload' && (
          <div className="note">
            <ActorKindLabel kind={actorKind} />
          </div>
        )}
      </td>
      <td className="whitespace-nowrap">
        <Badge tone={tone}>{word}</Badge>
      </td>
      <td className="text-ink-2 md:max-w-96">{says}</td>
      <td data-label="last read" className="whitespace-nowrap">
        <Time at={lastAt} now={now} />
      </td>
      <td data-label="how often" className="whitespace-nowrap text-ink-2">
        {cadence}
      </td>
      <When reader={reader} now={now} />
    </tr>
  );
}

/** When it first read the new version, or when it usually would have. */
function When({ reader: { adoptedAt, expectedBy }, now }: { reader: AdoptionReaderView; now: string }) {
  const at = adoptedAt ?? expectedBy;
  if (at === null) return <td className="text-ink-3 max-md:hidden">–</td>;
  return (
    <td className="text-ink-2">
      {adoptedAt === null ? 'usually ' : 'since '}
      <Time at={at} now={now} />
    </td>
  );
}
