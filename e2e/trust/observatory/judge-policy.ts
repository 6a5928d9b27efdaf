import type { Verdict } from './judge';

const BROAD = new Set(['ftp:', 'http:', 'https:', '*', 'http://*', 'http://*.*', 'https://*', 'https://*.*']);
const INLINE = new Set(["'unsafe-inline'", 'data:']);
const isKey = (source: string): boolean => /^'(nonce|sha(256|384|512))-/.test(source);
const isInsecure = (source: string): boolean => /^(http|ftp):/.test(source);

/** Directives with their sources; of one that is given twice the first counts. */
export function parsePolicy(policy: string): ReadonlyMap<string, string[]> {
  const directives = new Map<string, string[]>();
  for (const part of policy.split(';')) {
    const [name = '', ...sources] = part.trim().split(/\s+/);
    if (name !== '' && !directives.has(name.toLowerCase())) directives.set(name.toLowerCase(), sources);
  }
  return directives;
}

/** Where nonces or hashes are, a browser that knows them passes over what stands there for those that do not. */
function inForce(sources: readonly string[]): string[] {
  if (!sources.some(isKey)) return [...sources];
  const strict = sources.includes("'strict-dynamic'");
  return sources.filter(
    (source) => source !== "'unsafe-inline'" && !(strict && (BROAD.has(source) || source === "'self'")),
  );
}

/** The rules on the content security policy, worst first. */
export function judgePolicy(policy: string | null, https: boolean): Verdict {
  if (policy === null) return { rule: 'policy none', modifier: -25 };
  const directives = parsePolicy(policy);
  const of = (name: string): string[] => directives.get(name) ?? directives.get('default-src') ?? ['*'];
  const scripts = inForce(of('script-src'));
  const styles = inForce(of('style-src'));
  const passive = [...of('img-src'), ...of('media-src')];
  const active = [...directives].filter(([name]) => !['img-src', 'media-src', 'script-src'].includes(name));
  const isUnsafe = (source: string) => BROAD.has(source) || INLINE.has(source);

  if (scripts.includes("'strict-dynamic'") && !scripts.some(isKey)) return { rule: 'policy invalid', modifier: -25 };
  if (scripts.some(isUnsafe) || of('object-src').some((source) => BROAD.has(source)))
    return { rule: 'policy unsafe-inline', modifier: -20 };
  if (https && [...scripts, ...active.flatMap(([, sources]) => sources)].some(isInsecure))
    return { rule: 'policy insecure scheme', modifier: -20 };
  if ([...scripts, ...styles].includes("'unsafe-eval'")) return { rule: 'policy unsafe-eval', modifier: -10 };
  if (https && passive.some(isInsecure)) return { rule: 'policy insecure pictures', modifier: -10 };
  if (styles.some(isUnsafe)) return { rule: 'policy unsafe styles', modifier: 0 };
  const isClosed = directives.get('default-src')?.join(' ') === "'none'";
  return isClosed ? { rule: "policy default 'none'", modifier: 10 } : { rule: 'policy safe', modifier: 5 };
}
