import type { PreflightView } from '@/lib/contract/rotation';
import { ActorKindLabel } from '@/components/access/actor-kind';
import { Table, TableCaption, TableHeader } from '@/components/ui/table';
import { Said } from '@/components/ui/said';

/** Who reads it, and what becomes of each when the value changes. */
export function ConsumersTable({ consumers }: { consumers: PreflightView['consumers'] }) {
  if (consumers.length === 0) return null;
  return (
    <div className="max-h-56 overflow-y-auto rounded-lg border border-line">
      <Table className="data-list">
        <TableCaption>Who reads it, and what a new value means to them</TableCaption>
        <thead>
          <tr>
            <TableHeader>Reader</TableHeader>
            <TableHeader>Kind</TableHeader>
            <TableHeader>Reads</TableHeader>
            <TableHeader>After rotating</TableHeader>
          </tr>
        </thead>
        <tbody>
          {consumers.map((consumer) => (
            <tr key={consumer.who + consumer.cadence + consumer.lastAt}>
              <td className="font-mono text-sm wrap-anywhere">
                <Said text={consumer.who} />
              </td>
              <td>
                <ActorKindLabel kind={consumer.actorKind} />
              </td>
              <td data-label="reads" className="text-ink-2">
                {consumer.cadence}
                {consumer.within !== null && <div className="note">95 of 100 within {consumer.within}</div>}
              </td>
              <td className="max-md:w-full">{consumer.meaning}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
