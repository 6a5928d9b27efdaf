import 'server-only';

/**
 * What a log line may carry. Anything else is dropped, so that a value which a careless caller puts
 * into a line does not reach a disk: the list is of names whose content is never a secret.
 */
const ALLOWED = new Set([
  'about',
  'action',
  'actor',
  'action',
  'actor',
  'added',
  'afterSeconds',
  'attempt',
  'blocks',
  'code',
  'count',
  'digest',
  'duplicates',
  'error',
  'exitCode',
  'failures',
  'inserted',
  'kind',
  'method',
  'mistakes',
  'months',
  'ms',
  'path',
  'paths',
  'pid',
  'process',
  'provider',
  'quarantined',
  'removed',
  'requestId',
  'room',
  'route',
  'route',
  'runId',
  'scope',
  'scopeId',
  'secretId',
  'signal',
  'stack',
  'stack',
  'state',
  'status',
  'updated',
  'warning',
]);

const MAX_CHARACTERS = 500;

type Loggable = string | number | boolean | null;

/** Only known names, only plain values; an error becomes its kind, never its message and cause. */
export function toLogFields(fields: Record<string, unknown>): Record<string, Loggable | Loggable[]> {
  const kept: Record<string, Loggable | Loggable[]> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (!ALLOWED.has(name)) continue;
    const plain = Array.isArray(value) ? value.slice(0, 50).map(toPlain).filter(isKept) : toPlain(value);
    if (plain !== undefined) kept[name] = plain;
  }
  return kept;
}

const isKept = (value: Loggable | undefined): value is Loggable => value !== undefined;

function toPlain(value: unknown): Loggable | undefined {
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'string') return value.length > MAX_CHARACTERS ? `${value.slice(0, MAX_CHARACTERS)}…` : value;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Error) return value.name;
  return undefined;
}
