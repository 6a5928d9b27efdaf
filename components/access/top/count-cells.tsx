import type { CountedView } from '@/lib/contract/access-top';
import { TableHeader } from '@/components/ui/table';
import { nameCounted } from './counted';

type Counts = CountedView['total'];

export const sizeOf = ({ succeeded, denied, failed }: Counts): number => succeeded + denied + failed;

/** The heads over `CountCells`. */
export const countHeads = (counted: CountedView) => (
  <>
    <TableHeader className="text-right">{nameCounted(counted) === 'reads' ? 'Reads' : 'Events'}</TableHeader>
    <TableHeader className="text-right">Denied</TableHeader>
  </>
);

/** All of them but those that were denied, and those. */
export function CountCells({ counts }: { counts: Counts }) {
  const { denied, failed } = counts;
  return (
    <>
      <td data-label="not denied" className="md:text-right">
        {(sizeOf(counts) - denied).toLocaleString('en')}
        {failed > 0 && <div className="note">{failed.toLocaleString('en')} failed</div>}
      </td>
      <td data-label="denied" className={denied > 0 ? 'text-bad md:text-right' : 'text-ink-3 md:text-right'}>
        {denied.toLocaleString('en')}
      </td>
    </>
  );
}
