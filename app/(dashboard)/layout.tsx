import type { ReactNode } from 'react';
import { NoGrants } from '@/components/layout/no-grants';
import { Shell } from '@/components/layout/shell';
import { Unavailable } from '@/components/layout/unavailable';
import { pageContext, pageViewer, read } from './page-context';

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const opened = await read('', async () => ({ ...(await pageContext()), ...(await pageViewer()) }));
  if (!opened.ok) return <Unavailable problem={opened.problem} />;
  const { ctx, now, me, scopes } = opened.data;
  if (me.may.length === 0) return <NoGrants me={me} />;
  return (
    <Shell me={me} scopes={scopes} now={now} demo={ctx.config.demo}>
      {children}
    </Shell>
  );
}
