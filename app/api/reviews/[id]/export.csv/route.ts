import { exportReviewCsvOperation } from '@/lib/contract/operations/reviews';
import { route } from '@/lib/http/route';
import { exportReview } from '@/lib/services/export-review';

export const GET = route({
  operation: exportReviewCsvOperation,
  permission: 'history.read',
  fileName: 'keyledger-review.csv',
  download: (ctx, { params }, { refresh }) => exportReview(ctx, { ...params, refresh }),
});
