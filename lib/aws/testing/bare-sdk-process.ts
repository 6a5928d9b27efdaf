import {
  GetSecretValueCommand,
  ListSecretsCommand,
  SecretsManagerClient,
  type ListSecretsCommandOutput,
} from '@aws-sdk/client-secrets-manager';

const client = new SecretsManagerClient({});
const taken: number[] = [];

async function time<T>(call: () => Promise<T>): Promise<T> {
  const since = performance.now();
  const answer = await call();
  taken.push(performance.now() - since);
  return answer;
}

/** Page after page, as the SDK's own paginator does it, and nothing kept. */
async function listAll(): Promise<void> {
  let token: string | undefined;
  do {
    const input = { MaxResults: 100, IncludePlannedDeletion: true, NextToken: token };
    const page: ListSecretsCommandOutput = await time(() => client.send(new ListSecretsCommand(input)));
    token = page.NextToken;
  } while (token !== undefined);
}

/** The unchanged SDK, without anything of ours: what benches compare with. Prints milliseconds of each call. */
const [what, secretId = '', times = '1'] = process.argv.slice(2);
if (what === 'list') await listAll();
else
  for (let call = 0; call < Number(times); call += 1)
    await time(() => client.send(new GetSecretValueCommand({ SecretId: secretId })));
process.stdout.write(JSON.stringify(taken));
