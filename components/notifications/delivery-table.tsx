import type { DeliveryView } from '@/lib/contract/notifications';
import { Table, TableCaption, TableHead } from '@/components/ui/table';
import { Time } from '@/components/ui/time';
import { OCCASION_WORDS } from './occasion-words';

const STATE_WORDS = { waiting: 'waits', sent: 'arrived later', dead: 'given up' } as const;

interface Props {
  deliveries: readonly DeliveryView[];
  channel: string;
  now: string;
}

/** The newest that failed at least once. What they are about is not told here: the receiver's log knows their ids. */
export function DeliveryTable({ deliveries, channel, now }: Props) {
  return (
    <Table className="data-list">
      <TableCaption>Messages to {channel} that failed at least once</TableCaption>
      <TableHead columns={['Told of', 'Made', 'Attempts', 'State', 'Why', 'Id']} />
      <tbody>
        {deliveries.map(({ id, occasion, madeAt, attempts, state, problem, nextAt }) => (
          <tr key={id}>
            <td>{OCCASION_WORDS[occasion]}</td>
            <td data-label="made" className="whitespace-nowrap">
              <Time at={madeAt} now={now} />
            </td>
            <td data-label="attempts">{attempts}</td>
            <td>
              {STATE_WORDS[state]}
              {nextAt && (
                <>
                  , next <Time at={nextAt} now={now} />
                </>
              )}
            </td>
            <td className="max-md:w-full">
              {problem ? problem.is : ''}
              {typeof problem?.status === 'number' && ` (${problem.status})`}
            </td>
            <td className="font-mono text-xs">{id}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
