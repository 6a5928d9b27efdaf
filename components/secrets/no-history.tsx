import { Card } from '@/components/ui/card';
import { EmptyState, EmptyTitle } from '@/components/ui/empty-state';

export function NoHistory() {
  return (
    <Card aria-label="Readers">
      <EmptyState>
        <EmptyTitle>Who read it: not permitted</EmptyTitle>
        <p>Seeing who accessed a secret needs history.read, which you do not have for this one.</p>
      </EmptyState>
    </Card>
  );
}
