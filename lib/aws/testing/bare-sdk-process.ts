import { GetSecretValueCommand, paginateListSecrets, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

const client = new SecretsManagerClient({});
const taken: number[] = [];

async function time<T>(call: () => Promise<T>): Promise<T> {
  const since = performance.now();
  const answer = await call();
  taken.push(performance.now() - since);
  return answer;
}

/** Page after page by the SDK's own paginator, and nothing kept. */
async function listAll(): Promise<void> {
  let since = performance.now();
  for await (const page of paginateListSecrets({ client, pageSize: 100 }, { IncludePlannedDeletion: true })) {
    if (page.SecretList === undefined) throw new Error('a page without a list');
    taken.push(performance.now() - since);
    since = performance.now();
  }
}

/** The unchanged SDK, without anything of ours: what benches compare with. Prints milliseconds of each call. */
const [what, secretId = '', times = '1'] = process.argv.slice(2);
if (what === 'list') await listAll();
else
  for (let call = 0; call < Number(times); call += 1)
    await time(() => client.send(new GetSecretValueCommand({ SecretId: secretId })));
process.stdout.write(JSON.stringify(taken));
