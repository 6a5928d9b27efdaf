import type { Problem } from '@/lib/contract/problem';
import { EmptyState, EmptyTitle } from '@/components/ui/empty-state';
import { PageHeader, PageTitle } from '@/components/ui/page-header';
import { ProblemNotice } from './problem-notice';

/** In the place of a screen: one may not open it, or it could not be read now. */
export function RefusedPage({ title, problem }: { title: string; problem: Problem }) {
  return (
    <>
      <PageHeader>
        <PageTitle>{title}</PageTitle>
      </PageHeader>
      {problem.code === 'forbidden' ? (
        <EmptyState>
          <EmptyTitle>Not permitted</EmptyTitle>
          <p>{problem.detail}</p>
          <p className="text-sm text-ink-3">
            Permissions are granted in Keyledger’s configuration, by those who run it.
          </p>
        </EmptyState>
      ) : (
        <div className="p-5">
          <ProblemNotice problem={problem} />
        </div>
      )}
    </>
  );
}
