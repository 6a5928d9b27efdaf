import { diagnoseSecretOperation } from '@/lib/contract/operations/acts';
import { getDiagnosisOperation } from '@/lib/contract/operations/secrets';
import { route } from '@/lib/http/route';
import { diagnoseSecret } from '@/lib/services/diagnose-secret';
import { getDiagnosis } from '@/lib/services/get-diagnosis';

export const GET = route({
  operation: getDiagnosisOperation,
  permission: 'inventory.read',
  handler: (ctx, { params }) => getDiagnosis(ctx, params),
});

export const POST = route({
  operation: diagnoseSecretOperation,
  permission: 'secret.diagnose',
  handler: (ctx, { params, body }) => diagnoseSecret(ctx, { ...params, input: body }),
});
