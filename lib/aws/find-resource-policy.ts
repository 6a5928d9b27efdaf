import 'server-only';
import { GetResourcePolicyCommand } from '@aws-sdk/client-secrets-manager';
import type { Scope } from '@/lib/domain/scope';
import type { ReadClients } from './read-clients';
import { toAppError } from './to-app-error';

/** The resource policy's text as it stands in AWS; null where the secret has none (GetResourcePolicy leaves it out). */
export async function findResourcePolicy({ secrets }: ReadClients, scope: Scope, arn: string): Promise<string | null> {
  try {
    const answer = await secrets.send(new GetResourcePolicyCommand({ SecretId: arn }));
    return answer.ResourcePolicy || null;
  } catch (error) {
    throw toAppError(error, { action: 'secretsmanager:GetResourcePolicy', scopeId: scope.id });
  }
}
