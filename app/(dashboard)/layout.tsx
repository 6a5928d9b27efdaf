import type { ReactNode } from 'react';
import { Shell } from '@/components/layout/shell';
import { pageContext, pageViewer } from './page-context';

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const { ctx, now } = await pageContext();
  const { me, scopes } = await pageViewer();
  return (
    <Shell me={me} scopes={scopes} now={now} demo={ctx.config.demo}>
      {children}
    </Shell>
  );
}
