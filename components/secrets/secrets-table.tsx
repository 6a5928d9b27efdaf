import type { SecretsList } from '@/lib/contract/secrets-list';
import type { SecretsQuery } from '@/lib/contract/secrets-query';
import type { UrlState } from '@/components/layout/url-state';
import { TableCaption, TableHeader } from '@/components/ui/table';
import { SecretRow } from './secret-row';
import { SortHeader } from './sort-header';

interface Props {
  list: SecretsList;
  query: SecretsQuery;
  state: UrlState;
  sparklines: ReadonlyMap<string, number[]>;
  /** Without history.read the columns about reads do not exist. */
  history: boolean;
  now: string;
}

/** A table on a wide screen, a list of the same rows on a phone. */
export function SecretsTable({ list, query, state, sparklines, history, now }: Props) {
  const sort = { query, state };
  return (
    <table className="data-table data-list linked-rows selectable-rows max-md:[--edge:--spacing(5)]">
      <TableCaption>Secrets</TableCaption>
      <thead>
        <tr>
          <SortHeader sort="name" {...sort}>
            Name
          </SortHeader>
          <TableHeader>Environment</TableHeader>
          <SortHeader sort="nextRotation" {...sort}>
            Rotation
          </SortHeader>
          <SortHeader sort="valueAge" className="text-right" {...sort}>
            Value age
          </SortHeader>
          {history ? (
            <>
              <SortHeader sort="lastRead" {...sort}>
                Last read
              </SortHeader>
              <SortHeader sort="reads30d" {...sort}>
                Reads, 14 d
              </SortHeader>
              <TableHeader className="text-right">Readers</TableHeader>
            </>
          ) : (
            <TableHeader>Last access, says AWS</TableHeader>
          )}
        </tr>
      </thead>
      <tbody>
        {list.items.map((item) => (
          <SecretRow key={item.id} item={item} sparkline={sparklines.get(item.id)} history={history} now={now} />
        ))}
      </tbody>
    </table>
  );
}
