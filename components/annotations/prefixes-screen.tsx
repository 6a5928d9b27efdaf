import { MOST_PREFIXES, type AnnotationsList, type PrefixAnnotationView } from '@/lib/contract/annotations';
import { toHref } from '@/components/layout/url-state';
import { EmptyState, EmptyTitle } from '@/components/ui/empty-state';
import { PageHeader, PageTitle } from '@/components/ui/page-header';
import { Said } from '@/components/ui/said';
import { Table, TableCaption, TableHead } from '@/components/ui/table';
import { TextLink } from '@/components/ui/text-link';
import { Time } from '@/components/ui/time';
import { Annotate } from './annotate';
import { NOTHING_ANNOTATED } from './annotation-draft';
import { RunbookLink } from './runbook-link';

interface Props {
  list: AnnotationsList;
  /** On any prefix at all. */
  mayAdd: boolean;
  now: string;
}

const NONE = <span className="text-ink-3">–</span>;

/** What is said of names, not of one secret. */
export function PrefixesScreen({ list, mayAdd, now }: Props) {
  return (
    <>
      <PageHeader>
        <PageTitle>Owners by prefix</PageTitle>
        <p className="text-ink-3">
          Owner, note and runbook of all{' '}
          <TextLink href="/secrets" className="underline">
            secrets
          </TextLink>{' '}
          whose names begin alike
        </p>
        {mayAdd && list.items.length < MOST_PREFIXES && (
          <span className="ml-auto">
            <Annotate place={{ kind: 'prefix', prefix: null }} annotation={NOTHING_ANNOTATED}>
              Add a prefix…
            </Annotate>
          </span>
        )}
      </PageHeader>
      {list.items.length === 0 ? (
        <EmptyState>
          <EmptyTitle>No prefix has an owner, a note or a runbook</EmptyTitle>
          <p>
            {mayAdd
              ? 'What is said of prod/payments/ holds of every secret below it, until one says otherwise.'
              : 'None that says something of a secret that you see.'}
          </p>
        </EmptyState>
      ) : (
        <Table className="data-list">
          <TableCaption>Prefixes</TableCaption>
          <TableHead columns={['Prefix', 'Owner', 'Note', 'Runbook', 'Holds of', 'Changed', 'Edit']} />
          <tbody>
            {list.items.map((item) => (
              <PrefixRow key={item.prefix} item={item} now={now} />
            ))}
          </tbody>
        </Table>
      )}
    </>
  );
}

function PrefixRow({ item, now }: { item: PrefixAnnotationView; now: string }) {
  return (
    <tr>
      <th scope="row" className="font-mono wrap-anywhere">
        <TextLink href={toHref('/secrets', [['prefix', item.prefix]])} className="inline-flex min-h-6 items-center">
          <Said text={item.prefix} />
        </TextLink>
      </th>
      <td data-label="owner" className="wrap-anywhere">
        {item.owner === null ? NONE : <Said text={item.owner} />}
      </td>
      <td data-label="note" className="max-w-96 whitespace-pre-line wrap-anywhere max-md:w-full">
        {item.note === null ? NONE : <Said text={item.note} />}
      </td>
      <td data-label="runbook" className="max-w-64 max-md:w-full">
        {item.runbook === null ? NONE : <RunbookLink href={item.runbook} />}
      </td>
      <td data-label="holds of" className="md:whitespace-nowrap">
        {item.secrets === 1 ? '1 secret' : `${item.secrets.toLocaleString('en')} secrets`}
      </td>
      <td data-label="changed" className="wrap-anywhere">
        {item.changedAt && <Time at={item.changedAt} now={now} />} by <Said text={item.changedBy ?? ''} />
      </td>
      <td>
        {item.mayChange && (
          <Annotate place={{ kind: 'prefix', prefix: item.prefix }} annotation={item} label={`Edit ${item.prefix}`}>
            Edit…
          </Annotate>
        )}
      </td>
    </tr>
  );
}
