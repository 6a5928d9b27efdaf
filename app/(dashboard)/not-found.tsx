import { EmptyState, EmptyTitle } from '@/components/ui/empty-state';
import { PageHeader, PageTitle } from '@/components/ui/page-header';
import { TextLink } from '@/components/ui/text-link';

export const metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <>
      <PageHeader>
        <PageTitle>Not found</PageTitle>
      </PageHeader>
      <EmptyState>
        <EmptyTitle>It is not there, or not yours to see</EmptyTitle>
        <p>The answer is the same for both. A secret that AWS has removed is gone from here, too.</p>
        <TextLink href="/secrets">To the secrets</TextLink>
      </EmptyState>
    </>
  );
}
