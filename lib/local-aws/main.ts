import { readOptions } from './options';
import { startLocalAws } from './start';

const sentences: Record<string, string> = {
  EADDRINUSE: 'the port is in use: end what listens there or choose another with --port',
  EACCES: 'this port may not be opened: choose one above 1023 with --port',
  EADDRNOTAVAIL: 'this machine has no such address: choose another with --host',
};

function explain(error: unknown): string {
  if (!(error instanceof Error)) return 'it could not start';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return sentences[code] ?? error.message;
}

try {
  const { url, world, close } = await startLocalAws(readOptions(process.argv.slice(2)));
  const stop = () => void close().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  process.once('disconnect', stop);
  const secrets = [...world.scopes.values()].reduce((sum, scope) => sum + scope.byArn.size, 0);
  process.stdout.write(
    `local AWS ready on ${url}: ${secrets} secrets in ${world.scopes.size} scopes, seed ${world.options.seed}\n`,
  );
} catch (error) {
  process.stderr.write(`local AWS: ${explain(error)}\n`);
  process.exitCode = 1;
}
