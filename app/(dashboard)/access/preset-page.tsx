import { accessQuery } from '@/lib/contract/access-list';
import { listAccess } from '@/lib/services/list-access';
import { listBulkReads } from '@/lib/services/list-bulk-reads';
import { listFirstReaders } from '@/lib/services/list-first-readers';
import { BulkReadsScreen } from '@/components/access/bulk-reads-screen';
import { readPresetUrl, type ListView } from '@/components/access/events-url';
import { FirstReadersScreen } from '@/components/access/first-readers-screen';
import { RefusedPage } from '@/components/layout/refused-page';
import type { SearchParams } from '@/components/layout/url-state';
import { pageContext, pageViewer, read } from '@/app/(dashboard)/page-context';

/** The presets that are lists of their own; the others are filters of the events. */
export async function PresetPage({ view, params }: { view: ListView; params: SearchParams }) {
  const { ctx, now } = await pageContext();
  const { scopes } = await pageViewer();
  const url = readPresetUrl(params);
  const { from, to } = url.query;
  const found = await read(ctx.requestId, () =>
    Promise.all([
      view === 'first-readers' ? listFirstReaders(ctx, url.query) : null,
      view === 'bulk-reads' ? listBulkReads(ctx, url.query) : null,
      listAccess(ctx, accessQuery.parse({ from, to, limit: 1, include: ['presets'] })),
    ]),
  );
  if (!found.ok) return <RefusedPage title="Access" problem={found.problem} />;
  const [first, bulk, { presets }] = found.data;
  const shared = { counts: presets, url, scopes, now };
  return (
    <>
      {first && <FirstReadersScreen list={first} {...shared} />}
      {bulk && <BulkReadsScreen list={bulk} {...shared} />}
    </>
  );
}
