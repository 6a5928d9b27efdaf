import 'server-only';
import {
  ListSecretsCommand,
  type ListSecretsCommandInput,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import type { ProbedPage } from '@/lib/domain/endpoint/endpoint-facts';

export interface OnePage extends ProbedPage {
  token: string | undefined;
}

/** A page of one secret; null where the endpoint does not give it. */
export async function askForOne(
  secrets: SecretsManagerClient,
  input: Omit<ListSecretsCommandInput, 'MaxResults'>,
): Promise<OnePage | null> {
  try {
    const answer = await secrets.send(
      new ListSecretsCommand({ ...input, MaxResults: 1, IncludePlannedDeletion: true }),
    );
    const names = (answer.SecretList ?? []).flatMap(({ Name, ARN }) => Name ?? ARN ?? []);
    const token = answer.NextToken === '' ? undefined : answer.NextToken;
    return { names, more: token !== undefined, token };
  } catch {
    // Whatever it was, it tells nothing of how the endpoint lists.
    return null;
  }
}
