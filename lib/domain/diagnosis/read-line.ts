import { LONGEST_LINE, LONGEST_SHOWN, maskText } from './mask-text';
import { SLOTS, TEMPLATES, type LineKind, type Slot } from './log-templates';

/** What of a line may stand there in clear: the secret's own ARN and its versions' ids. */
export interface Known {
  arn: string;
  versionIds: readonly string[];
}

export interface ReadLine {
  /** null: no template fits, and all of it is masked. */
  kind: LineKind | null;
  /** To be shown. */
  text: string;
  /** The invocation it is of, where it says so. */
  requestId: string | null;
  /** Milliseconds, of a report. */
  tookMs: number | null;
  /** Whether it names the secret, or one of its versions. */
  isOfSecret: boolean;
  /** Whether it names a secret that is another. */
  isOfOther: boolean;
}

const SLOT = /\{(\w+)\}/g;
const isSlot = (name: string): name is Slot => Object.hasOwn(SLOTS, name);
const quoted = (words: string): string => words.replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`);

const READERS = TEMPLATES.map(({ kind, text }) => {
  const slots = [...text.matchAll(SLOT)].flatMap(([, name = '']) => (isSlot(name) ? [name] : []));
  // Words stand at the even places, slots between them.
  const parts = text.split(SLOT).map((part, at) => (at % 2 === 0 ? quoted(part) : isSlot(part) ? `(${SLOTS[part]})` : ''));
  return { kind, text, slots, pattern: new RegExp(`^${parts.join('')}$`) };
}); // prettier-ignore

/** `[INFO]\t2026-…Z\t<request id>\t` of Lambda's Python runtime, or `2026-…Z <request id> ` of Lambda itself. */
const STAMP = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?Z`;
const PREFIX = new RegExp(`^(?:\\[(INFO|ERROR|WARNING|DEBUG)\\] )?${STAMP} (${SLOTS.id}) `);
const ANY_ID = new RegExp(`RequestId: (${SLOTS.id})(?: |$)`);

function show(slot: Slot, said: string, known: Known): string {
  if (slot === 'arn') return said === known.arn ? said : '(another ARN)';
  if (slot === 'version')
    return known.versionIds.some((id) => id.toLowerCase() === said.toLowerCase()) ? said : '(another version)';
  if (slot === 'id') return '…';
  return slot === 'rest' ? maskText(said) : said;
}

/** An ARN at the end of a sentence may have taken its full stop with it: the patterns give that back. */
function fit(text: string, known: Known) {
  for (const { kind, text: template, slots, pattern } of READERS) {
    const [, ...said] = pattern.exec(text) ?? [];
    if (said.length === 0 && !pattern.test(text)) continue;
    const values = slots.map((slot, at) => ({ slot, said: said[at] ?? '' }));
    let at = 0;
    const shown = template.replaceAll(SLOT, () => {
      const value = values[at++];
      return value ? show(value.slot, value.said, known) : '';
    });
    return { kind, shown, values };
  }
  return null;
}

/**
 * One line of a log: AWS's own words where the whole of it is one of theirs, with the values of its slots held against
 * what may be told, else its shape alone.
 */
export function readLine(message: string, known: Known): ReadLine {
  const text = message.slice(0, LONGEST_LINE).replaceAll(/\s+/g, ' ').trim();
  const [prefix = '', , stampedId = null] = PREFIX.exec(text) ?? [];
  const fitting = fit(text.slice(prefix.length), known) ?? fit(text, known);
  const requestId = stampedId ?? ANY_ID.exec(text)?.[1] ?? null;
  const isOfSecret = [known.arn, ...known.versionIds].some((name) => name !== '' && text.includes(name));
  if (fitting === null)
    return {
      kind: null,
      text: maskText(text.slice(prefix.length)),
      requestId,
      tookMs: null,
      isOfSecret,
      isOfOther: !isOfSecret && /:secretsmanager:[a-z0-9-]+:\d{12}:secret:/.test(text),
    };
  const { kind, shown, values } = fitting;
  const arn = values.find(({ slot }) => slot === 'arn')?.said;
  const took = values.find(({ slot }) => slot === 'ms')?.said;
  return {
    kind,
    text: shown.length > LONGEST_SHOWN * 2 ? `${shown.slice(0, LONGEST_SHOWN * 2)}…` : shown,
    requestId,
    tookMs: took === undefined ? null : Number(took) * (kind === 'timed-out' ? 1000 : 1),
    isOfSecret,
    isOfOther: arn !== undefined && arn !== known.arn,
  };
}
