import { expect, it } from 'vitest';
import { MOST_BYTES, type Operation } from './operation';
import { annotateManyOperation } from './operations/annotations';
import { markReadersOperation } from './operations/reviews';
import { dismissFindingsOperation } from './operations/unusual';
import { draftWaveOperation } from './operations/waves';

/** As many different ids as may be. */
const ids = (count: number) => Array.from({ length: count }, (_, i) => String(i).padStart(22, '_'));
/** The longest in UTF-8 for each of JavaScript's characters. */
const text = (length: number) => '語'.repeat(length);

const LONGEST: [Operation, unknown][] = [
  [
    draftWaveOperation,
    { name: text(120), source: { kind: 'ids', ids: ids(1000) }, concurrency: 50, pauseSeconds: 3600, stopAfter: 1000 },
  ],
  [
    markReadersOperation,
    {
      readers: ids(200).map((principal) => ({ principal, actorKind: 'this-dashboard', seen: 2_000_000_000 })),
      verdict: 'unexpected',
      note: text(500),
    },
  ],
  [dismissFindingsOperation, { ids: ids(100), reason: text(500) }],
  [
    annotateManyOperation,
    {
      ids: ids(200),
      owner: text(120),
      note: text(1000),
      runbook: `https://example.com/${'a'.repeat(480)}`,
      existing: 'replace',
      seen: 'a'.repeat(64),
    },
  ],
];

it.each(LONGEST.map(([operation, body]) => [operation.id, operation, body] as const))(
  'the longest body of %s that is in order is read',
  (_, { body: shape, mostBytes }, body) => {
    expect(shape.safeParse(body).error).toBeUndefined();
    expect(Buffer.byteLength(JSON.stringify(body))).toBeLessThanOrEqual(mostBytes ?? MOST_BYTES);
  },
);
