import type { RotationList } from '@/lib/contract/rotation-list';
import { TableCaption, TableHead } from '@/components/ui/table';
import { BucketRow } from './bucket-row';
import { BUCKET_WORDS } from './bucket-words';

const COLUMNS = ['Secret', 'Environment', 'Why', 'Since', 'Next', 'Last success'];

/** A table on a wide screen, a list of the same rows on a phone. */
export function BucketTable({ list, now }: { list: RotationList; now: string }) {
  return (
    <div className="md:overflow-x-auto">
      <table className="data-table data-list linked-rows max-md:[--edge:--spacing(5)]">
        <TableCaption>{`Secrets whose rotation is: ${BUCKET_WORDS[list.state].title}`}</TableCaption>
        <TableHead columns={COLUMNS} />
        <tbody>
          {list.items.map((item) => (
            <BucketRow key={item.id} item={item} now={now} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
