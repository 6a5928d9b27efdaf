import { notFound } from 'next/navigation';
import { ledgerEntryParams } from '@/lib/contract/ledger-detail';
import { getLedgerEntry } from '@/lib/services/get-ledger-entry';
import { RefusedPage } from '@/components/layout/refused-page';
import { EntryScreen } from '@/components/ledger/entry-screen';
import { pageContext, read } from '@/app/(dashboard)/page-context';

export const metadata = { title: 'Ledger entry' };

export default async function EntryPage({ params }: { params: Promise<{ seq: string }> }) {
  const { ctx, now } = await pageContext();
  const asked = ledgerEntryParams.safeParse(await params);
  if (!asked.success) notFound();
  const found = await read(ctx.requestId, () => getLedgerEntry(ctx, asked.data));
  if (!found.ok) return <RefusedPage title="Ledger entry" problem={found.problem} />;
  return <EntryScreen detail={found.data} now={now} />;
}
