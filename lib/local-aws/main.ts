import { OptionError, readOptions } from './options';
import { startLocalAws } from './start';

function explain(error: unknown): string {
  if (error instanceof OptionError) return error.message;
  const { code, message } =
    error instanceof Error
      ? { code: undefined, ...error, message: error.message }
      : { code: undefined, message: String(error) };
  if (code === 'EADDRINUSE') return 'the port is in use: end what listens there or choose another with --port';
  if (code === 'EACCES') return 'this port may not be opened: choose one above 1023 with --port';
  return message;
}

try {
  const { url, world, close } = await startLocalAws(readOptions(process.argv.slice(2)));
  const secrets = [...world.scopes.values()].reduce((sum, scope) => sum + scope.byArn.size, 0);
  console.log(
    `local AWS ready on ${url}: ${secrets} secrets in ${world.scopes.size} scopes, seed ${world.options.seed}`,
  );
  const stop = () => void close().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
} catch (error) {
  console.error(`local AWS: ${explain(error)}`);
  process.exitCode = 1;
}
