import 'server-only';

const MINUTE = 60_000;

/** Says an error once a minute and kind: when the database is away, every worker of every queue meets it twice a second. */
export function foldErrors(say: (message: string) => void, now: () => number = Date.now): (error: Error) => void {
  const saidAt = new Map<string, number>();
  return ({ message }) => {
    // pg-boss adds which of its workers met it.
    const kind = message.replace(/ \(Queue: .*$/s, '');
    if (now() - (saidAt.get(kind) ?? -Infinity) < MINUTE) return;
    if (saidAt.size > 100) saidAt.clear();
    saidAt.set(kind, now());
    say(kind);
  };
}
